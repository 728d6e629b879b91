package io.sglflink.constraint.number;

/**
 * Before a number.
 *
 * @param magnitudes the numbers that are not negative
 * @param negative the others, and 0 if it is one, without their signs
 */
record Start(Numbers magnitudes, Numbers negative) implements Position {

  @Override
  public Position next(int symbol) {
    if (symbol == '-') {
      return negative.isEmpty() ? null : new Magnitude(negative);
    }
    return magnitudes.isEmpty() ? null : new Magnitude(magnitudes).next(symbol);
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
