package io.sglflink.constraint.number;

import java.util.BitSet;
import java.util.List;

/**
 * After the {@code e} of a scientific number.
 *
 * @param positive exponents that may follow
 * @param negative those that may follow a minus sign
 */
record ExponentSign(BitSet positive, BitSet negative) implements Position {

  private static final ExponentSign ALL = all();

  private static ExponentSign all() {
    BitSet exponents = new BitSet();
    exponents.set(0, MAX_EXPONENT + 1);
    return new ExponentSign(exponents, exponents);
  }

  /** Any exponent, after a zero. */
  static ExponentSign ofZero() {
    return ALL;
  }

  /**
   * Exponents from {@code first} to {@code last} that make a number of {@code steps}; null for
   * none.
   *
   * @param remainder of the digits before the {@code e}
   * @param fraction how many of them stand after the point, the last of them not 0
   */
  static ExponentSign of(Multiples steps, long remainder, int fraction, int first, int last) {
    if (first > last) {
      return null;
    }
    BitSet positive = new BitSet();
    BitSet negative = new BitSet();
    int from = steps.step() > 0 ? Math.max(first, fraction - steps.places()) : first;
    // From here on the answer is the same.
    int alike = steps.isAny() ? from : Math.max(from, fraction + Multiples.FACTORS);
    for (int exponent = from; exponent < Math.min(alike, last + 1); exponent++) {
      if (steps.contains(remainder, fraction, exponent)) {
        (exponent < 0 ? negative : positive).set(Math.abs(exponent));
      }
    }
    if (alike <= last && steps.contains(remainder, fraction, alike)) {
      positive.set(Math.max(0, alike), Math.max(0, last + 1));
      negative.set(Math.max(0, -last), Math.max(0, 1 - alike));
    }
    if (positive.get(0)) {
      negative.set(0);
    }
    return positive.isEmpty() && negative.isEmpty() ? null : new ExponentSign(positive, negative);
  }

  /** Just {@code exponents}; null for none. */
  static ExponentSign of(List<Integer> exponents) {
    BitSet positive = new BitSet();
    BitSet negative = new BitSet();
    for (int exponent : exponents) {
      if (exponent >= 0 && exponent <= MAX_EXPONENT) {
        positive.set(exponent);
      }
      if (exponent <= 0 && exponent >= -MAX_EXPONENT) {
        negative.set(-exponent);
      }
    }
    return positive.isEmpty() && negative.isEmpty() ? null : new ExponentSign(positive, negative);
  }

  /** These without one exponent; null when none is left. */
  ExponentSign without(int exponent) {
    BitSet fewerPositive = (BitSet) positive.clone();
    BitSet fewerNegative = (BitSet) negative.clone();
    if (exponent >= 0) {
      fewerPositive.clear(exponent);
    }
    if (exponent <= 0) {
      fewerNegative.clear(-exponent);
    }
    return fewerPositive.isEmpty() && fewerNegative.isEmpty()
        ? null
        : new ExponentSign(fewerPositive, fewerNegative);
  }

  @Override
  public Position next(int symbol) {
    return switch (symbol) {
      case '+' -> Exponent.start(positive);
      case '-' -> Exponent.start(negative);
      default -> positive.isEmpty() ? null : Exponent.start(positive).next(symbol);
    };
  }

  @Override
  public boolean accepting() {
    return false;
  }

  @Override
  public int shortest() {
    int plain = positive.isEmpty() ? Integer.MAX_VALUE : Exponent.start(positive).shortest();
    int signed = negative.isEmpty() ? Integer.MAX_VALUE : 1 + Exponent.start(negative).shortest();
    return Math.min(plain, signed);
  }
}
