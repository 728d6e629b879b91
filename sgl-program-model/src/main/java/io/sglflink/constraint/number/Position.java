package io.sglflink.constraint.number;

/** Where a number's text stands: a value that says all about what may follow. */
sealed interface Position
    permits AnyNumber, Start, Magnitude, Tied, Free, Exponent, ExponentSign, InDigits.Digits {

  /** What {@link #shortest} says where the positions that follow must be asked. */
  int UNKNOWN = -1;

  /** Digits of an exponent. */
  int EXPONENT_DIGITS = 3;

  int MAX_EXPONENT = 308;

  /**
   * The position after a digit, {@code . - +} or {@code e}, or null when no number goes on so:
   * there are no dead ends.
   */
  Position next(int symbol);

  /** Whether the text is a number of the set. */
  boolean accepting();

  /** Bytes of the shortest rest, or {@link #UNKNOWN}. */
  int shortest();

  static boolean isDigit(int symbol) {
    return symbol >= '0' && symbol <= '9';
  }

  /** What has been read of a number before its exponent. */
  enum Part {
    /** Digits, the first of them not 0. */
    WHOLE,
    /** 0 and nothing else. */
    ZERO,
    /** The point is the last. */
    POINT,
    /** At least one digit after the point. */
    FRACTION;

    /** The part after {@code symbol}, or null. */
    Part next(int symbol) {
      if (symbol == '.') {
        return this == WHOLE || this == ZERO ? POINT : null;
      }
      return switch (this) {
        case WHOLE -> WHOLE;
        case ZERO -> null;
        default -> FRACTION;
      };
    }
  }
}
