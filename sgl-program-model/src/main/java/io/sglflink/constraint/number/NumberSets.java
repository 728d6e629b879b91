package io.sglflink.constraint.number;

import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.ConstraintException.Kind;
import io.sglflink.constraint.value.NumberSet;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Makes sets of numbers; {@link NumberSet#and} combines them.
 *
 * <p>A number's spellings are plain decimals ({@code 12}, {@code -0.50}) and scientific ones with
 * one digit before the point, not 0 unless the number is, and an exponent from -308 to 308, as
 * 64-bit floats have it ({@code 1.5e-07}); of all numbers, whatever JSON allows. All operations
 * throw {@link ConstraintException} where numbers are too large to be told apart digit by digit.
 */
public final class NumberSets {

  /** Every number. */
  public static final NumberSet ALL = Range.of(Bounds.NONE, null, List.of(), List.of());

  /** Numbers without a fraction, however they are written. */
  public static final NumberSet INTEGERS = multiplesOf(BigDecimal.ONE);

  /** Decimal exponents of bounds and multiples are at most this. */
  private static final int MAX_EXPONENT = 1_000;

  private NumberSets() {}

  /** Just {@code numbers}. */
  public static NumberSet of(Collection<BigDecimal> numbers) {
    numbers.forEach(NumberSets::check);
    return Finite.of(numbers);
  }

  /**
   * Numbers from {@code min} to {@code max}; null for no bound.
   *
   * @param minExclusive whether {@code min} itself is left out
   */
  public static NumberSet interval(
      BigDecimal min, boolean minExclusive, BigDecimal max, boolean maxExclusive) {
    check(min);
    check(max);
    return Range.of(new Bounds(min, minExclusive, max, maxExclusive), null, List.of(), List.of());
  }

  /** Multiples of {@code step}, which is positive. */
  public static NumberSet multiplesOf(BigDecimal step) {
    check(step);
    if (step.signum() <= 0) {
      throw new ConstraintException(
          Kind.INVALID, "", "multiples of " + step + ": give a number over 0");
    }
    return Range.of(Bounds.NONE, step, List.of(), List.of());
  }

  /**
   * The integers of {@code set} that are written without point and exponent. Its {@link
   * NumberSet#contains}, as that of all sets, is about numbers, however they are written.
   */
  public static NumberSet inDigits(NumberSet set) {
    return new InDigits((Numbers) set.and(INTEGERS));
  }

  private static void check(BigDecimal number) {
    if (number != null
        && (Math.abs((long) number.scale()) > MAX_EXPONENT || number.precision() > MAX_EXPONENT)) {
      throw new ConstraintException(
          Kind.TOO_LARGE,
          "",
          String.format(
              Locale.ROOT,
              "a number of %,d digits and exponent %,d: write one with at most %,d of each",
              number.precision(),
              -(long) number.scale(),
              MAX_EXPONENT));
    }
  }
}
