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
}
