package io.sglflink.model;

import static java.util.Objects.requireNonNull;

/** What a generation's output must match as a whole. */
public sealed interface Constraint {

  /** The absence of a constraint. */
  Constraint NONE = new None();

  /** Any text. */
  record None() implements Constraint {}

  /** A regular expression, matched against the whole output. */
  record Regex(String pattern) implements Constraint {
    public Regex {
      requireNonNull(pattern, "pattern is null");
    }
  }
}
