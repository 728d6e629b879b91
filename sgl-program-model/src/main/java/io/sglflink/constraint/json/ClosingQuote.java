package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;

/** The quote that ends a string. */
enum ClosingQuote implements ByteState {
  BEFORE,
  AFTER;

  @Override
  public ClosingQuote next(int value) {
    return this == BEFORE && value == '"' ? AFTER : null;
  }

  @Override
  public boolean accepting() {
    return this == AFTER;
  }

  @Override
  public boolean hasNext() {
    return this == BEFORE;
  }

  @Override
  public ByteState lookAhead(int bytes) {
    return this;
  }

  @Override
  public int shortest() {
    return hasNext() ? 1 : 0;
  }

  @Override
  public void refill() {}
}
