package io.sglflink.constraint.regex;

/** Reads what stands after a backslash, as a dialect has it. */
interface Escapes {

  /**
   * An escape outside of a class.
   *
   * @param start where the backslash stands
   */
  Syntax atom(Flags flags, int start);

  /** A class by its letter or property; null, and nothing read, where there is none. */
  CharSet named(Flags flags);

  /** A single character's escape. */
  int character(int start);

  /** The control character that all dialects call {@code letter}, or −1. */
  static int control(int letter) {
    return switch (letter) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'v' -> '\u000b';
      default -> -1;
    };
  }
}
