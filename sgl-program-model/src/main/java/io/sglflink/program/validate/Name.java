package io.sglflink.program.validate;

import static java.util.Objects.requireNonNull;

/**
 * A name that nodes give and others refer to.
 *
 * @param text what the program calls it
 */
record Name(Kind kind, String text) {

  /** Stands for the variables of other states, which a join gathers. */
  static final Name GATHERED = new Name(Kind.GATHERED, "");

  Name {
    requireNonNull(kind, "kind is null");
    requireNonNull(text, "text is null");
  }

  static Name variable(String text) {
    return new Name(Kind.VARIABLE, text);
  }

  static Name local(String text) {
    return new Name(Kind.LOCAL, text);
  }

  static Name state(String text) {
    return new Name(Kind.STATE, text);
  }

  /** What has the name. */
  enum Kind {
    VARIABLE,
    LOCAL,
    STATE,
    GATHERED
  }
}
