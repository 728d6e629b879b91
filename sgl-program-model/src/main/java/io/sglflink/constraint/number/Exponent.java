package io.sglflink.constraint.number;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Among the digits of an exponent.
 *
 * @param rests by number of digits that are still to come, which of them
 */
record Exponent(List<BitSet> rests) implements Position {

  private static final int[] POWERS = {1, 10, 100, 1000};

  /** Before the digits, of which there is at least one; null when there is no exponent. */
  static Exponent start(BitSet exponents) {
    List<BitSet> rests = new ArrayList<>();
    rests.add(new BitSet());
    for (int digits = 1; digits <= EXPONENT_DIGITS; digits++) {
      rests.add(exponents.get(0, POWERS[digits]));
    }
    return exponents.isEmpty() ? null : new Exponent(rests);
  }

  @Override
  public Position next(int symbol) {
    if (!Position.isDigit(symbol)) {
      return null;
    }
    int digit = symbol - '0';
    List<BitSet> after = new ArrayList<>();
    boolean any = false;
    for (int digits = 1; digits < rests.size(); digits++) {
      int size = POWERS[digits - 1];
      BitSet rest = rests.get(digits).get(digit * size, (digit + 1) * size);
      any |= !rest.isEmpty();
      after.add(rest);
    }
    return any ? new Exponent(after) : null;
  }

  @Override
  public boolean accepting() {
    return rests.get(0).get(0);
  }

  @Override
  public int shortest() {
    int digits = 0;
    while (rests.get(digits).isEmpty()) {
      digits++;
    }
    return digits;
  }
}
