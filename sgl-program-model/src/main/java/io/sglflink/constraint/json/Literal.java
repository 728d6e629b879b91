package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;

/** The rest of {@code true}, {@code false} or {@code null}. */
record Literal(String rest) implements ByteState {

  @Override
  public Literal next(int value) {
    return !rest.isEmpty() && rest.charAt(0) == value ? new Literal(rest.substring(1)) : null;
  }

  @Override
  public boolean accepting() {
    return rest.isEmpty();
  }

  @Override
  public boolean hasNext() {
    return !rest.isEmpty();
  }

  @Override
  public ByteState lookAhead(int bytes) {
    return this;
  }

  @Override
  public int shortest() {
    return rest.length();
  }

  @Override
  public void refill() {}
}
