package io.sglflink.constraint.number;

/** Positions in JSON's own grammar of numbers. */
enum AnyNumber implements Position {
  START(false, 1),
  MINUS(false, 1),
  ZERO(true, 0),
  WHOLE(true, 0),
  POINT(false, 1),
  FRACTION(true, 0),
  E(false, 1),
  SIGN(false, 1),
  EXPONENT(true, 0);

  private final boolean accepting;
  private final int shortest;

  AnyNumber(boolean accepting, int shortest) {
    this.accepting = accepting;
    this.shortest = shortest;
  }

  @Override
  public Position next(int symbol) {
    boolean digit = Position.isDigit(symbol);
    return switch (this) {
      case START -> symbol == '-' ? MINUS : first(symbol);
      case MINUS -> first(symbol);
      case WHOLE -> digit ? WHOLE : afterWhole(symbol);
      case ZERO -> afterWhole(symbol);
      case POINT -> digit ? FRACTION : null;
      case FRACTION -> digit ? FRACTION : afterFraction(symbol);
      case E -> symbol == '+' || symbol == '-' ? SIGN : exponent(digit);
      case SIGN, EXPONENT -> exponent(digit);
    };
  }

  private static Position first(int symbol) {
    if (symbol == '0') {
      return ZERO;
    }
    return Position.isDigit(symbol) ? WHOLE : null;
  }

  private static Position afterWhole(int symbol) {
    return symbol == '.' ? POINT : afterFraction(symbol);
  }

  private static Position afterFraction(int symbol) {
    return symbol == 'e' ? E : null;
  }

  private static Position exponent(boolean digit) {
    return digit ? EXPONENT : null;
  }

  @Override
  public boolean accepting() {
    return accepting;
  }

  @Override
  public int shortest() {
    return shortest;
  }
}
