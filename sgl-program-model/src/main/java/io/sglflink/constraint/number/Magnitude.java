package io.sglflink.constraint.number;

/**
 * After a sign.
 *
 * @param numbers what may follow, none of them negative, at least one
 */
record Magnitude(Numbers numbers) implements Position {

  @Override
  public Position next(int symbol) {
    if (!Position.isDigit(symbol)) {
      return null;
    }
    Part part = symbol == '0' ? Part.ZERO : Part.WHOLE;
    return new Tied(numbers, part, Character.toString(symbol), 1, 0).settled();
  }

  @Override
  public boolean accepting() {
    return false;
  }

  @Override
  public int shortest() {
    return UNKNOWN;
  }
}
