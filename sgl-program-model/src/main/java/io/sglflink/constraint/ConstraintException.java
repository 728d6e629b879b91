package io.sglflink.constraint;

import static java.util.Objects.requireNonNull;

/** A constraint cannot be enforced; the message says what, where, and the way out. */
public final class ConstraintException extends RuntimeException {

  private final Kind kind;
  private final String place;

  /** What is wrong with a constraint. */
  public enum Kind {
    /** It is not of its language. */
    INVALID,
    /** It has a construct that cannot be enforced exactly. */
    UNSUPPORTED,
    /** No text satisfies it. */
    UNSATISFIABLE,
    /** It is over a limit, or following it takes too much work. */
    TOO_LARGE
  }

  /**
   * @param place where in the constraint: a JSON pointer in a schema (the empty one is the whole),
   *     line and column in a grammar
   */
  public ConstraintException(Kind kind, String place, String message) {
    super(requireNonNull(message, "message is null"));
    this.kind = requireNonNull(kind, "kind is null");
    this.place = requireNonNull(place, "place is null");
  }

  public Kind kind() {
    return kind;
  }

  /** Where in the constraint: a JSON pointer in a schema, line and column in a grammar. */
  public String place() {
    return place;
  }
}
