package io.sglflink.python.show;

/**
 * A piece of source.
 *
 * @param text the source
 * @param level how tightly its outermost operator binds
 */
record Code(String text, int level) {

  static final int CHOICE = 1;
  static final int OR = 2;
  static final int AND = 3;
  static final int NOT = 4;
  static final int COMPARISON = 5;
  static final int SUM = 6;
  static final int PRODUCT = 7;
  static final int UNARY = 8;
  static final int POWER = 9;
  static final int NUMBER = 10;
  static final int ATOM = 11;

  /** The source, in parentheses where it binds less than {@code least}. */
  String at(int least) {
    return level < least ? "(" + text + ")" : text;
  }
}
