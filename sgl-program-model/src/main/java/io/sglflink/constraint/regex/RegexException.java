package io.sglflink.constraint.regex;

/** A pattern cannot be a constraint or a search; the message says what, where, and the way out. */
public final class RegexException extends RuntimeException {

  private final Kind kind;

  /** What is wrong with a pattern. */
  public enum Kind {
    /** It is not of the dialect. */
    SYNTAX,
    /** It has a construct that a mask cannot enforce, or that dialects read in different ways. */
    UNSUPPORTED,
    /** No text matches it. */
    MATCHES_NOTHING,
    /** The empty text matches it, which is of no use in a search. */
    MATCHES_EMPTY,
    /** It is over a limit, or following it takes too much work. */
    TOO_LARGE
  }

  RegexException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
