package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;

/**
 * The inside of a JSON string without its closing quote. Unlike with the quote, it is the same for
 * all texts that may go on in the same ways, wherever they may end.
 */
final class OpenBody implements ByteState {

  private final StringBody body;

  OpenBody(StringBody body) {
    this.body = body;
  }

  @Override
  public OpenBody next(int value) {
    StringBody next = body.next(value);
    return next == null || next.closed() ? null : next.open();
  }

  /** True wherever the quote might come: another leaf follows what is after it. */
  @Override
  public boolean accepting() {
    return body.place() == StringBody.Place.TEXT && (body.text().accepting() || body.atCharacter());
  }

  @Override
  public boolean mayBeLeftWith(int value) {
    return value == '"';
  }

  @Override
  public boolean hasNext() {
    return body.text().hasNext();
  }

  @Override
  public ByteState lookAhead(int bytes) {
    return body.with(body.text().lookAhead(bytes)).open();
  }

  @Override
  public int shortest() {
    return accepting() ? 0 : body.shortest() - 1;
  }

  @Override
  public void refill() {
    body.refill();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OpenBody open && body.equals(open.body);
  }

  @Override
  public int hashCode() {
    return body.hashCode() + 1;
  }
}
