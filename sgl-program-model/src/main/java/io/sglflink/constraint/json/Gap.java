package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.JsonStyle;

/**
 * White space between two tokens of JSON; it may end wherever it accepts.
 *
 * @param indent spaces and tabs that may follow a line break
 */
record Gap(Kind kind, int indent) implements ByteState {

  static final Gap NONE = new Gap(Kind.INDENT, 0);

  private static final Gap BOUNDED = new Gap(Kind.BOUNDED, 0);
  private static final Gap AFTER_RETURN = new Gap(Kind.AFTER_RETURN, 0);
  private static final Gap LINE = new Gap(Kind.INDENT, 20);
  private static final Gap ANY = new Gap(Kind.ANY, 0);

  private enum Kind {
    BOUNDED,
    AFTER_RETURN,
    INDENT,
    ANY
  }

  /** Between tokens. */
  static Gap inside(JsonStyle.Whitespace whitespace) {
    return switch (whitespace) {
      case COMPACT -> NONE;
      case BOUNDED -> BOUNDED;
      case ANY -> ANY;
    };
  }

  /** Before and after the value. */
  static Gap around(JsonStyle.Whitespace whitespace) {
    return whitespace == JsonStyle.Whitespace.ANY ? ANY : NONE;
  }

  @Override
  public Gap next(int value) {
    boolean blank = value == ' ' || value == '\t';
    boolean line = value == '\n';
    return switch (kind) {
      case BOUNDED -> value == ' ' ? NONE : line ? LINE : value == '\r' ? AFTER_RETURN : null;
      case AFTER_RETURN -> line ? LINE : null;
      case INDENT -> blank && indent > 0 ? new Gap(Kind.INDENT, indent - 1) : null;
      case ANY -> blank || line || value == '\r' ? ANY : null;
    };
  }

  @Override
  public boolean accepting() {
    return kind != Kind.AFTER_RETURN;
  }

  @Override
  public boolean hasNext() {
    return kind != Kind.INDENT || indent > 0;
  }

  @Override
  public ByteState lookAhead(int bytes) {
    return this;
  }

  @Override
  public int shortest() {
    return accepting() ? 0 : 1;
  }

  @Override
  public void refill() {}
}
