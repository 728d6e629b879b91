package io.sglflink.constraint.number;

import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.ConstraintException.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Multiples, told by remainders. Everything is counted in units of 10<sup>−places</sup>.
 *
 * <p>A number is looked at as digits, of which {@code places} stand after the point, trailing zeros
 * of the fraction not counted, times a power of ten; only the digits' remainder is kept.
 *
 * @param step numbers are multiples of it; 0 where they need not be
 * @param nots numbers are multiples of none of these
 * @param modulus remainders by it tell all multiples
 */
record Multiples(int places, long step, List<Long> nots, long modulus) {

  /** All numbers. */
  static final Multiples ANY = new Multiples(0, 0, List.of(), 1);

  /** Ten remainders and a digit are still a long. */
  private static final BigInteger MAX_MODULUS = BigInteger.TEN.pow(17);

  private static final int MAX_DIGITS = 18;

  /** A factor of 2 or 5 of a modulus has smaller powers than this. */
  static final int FACTORS = 60;

  /**
   * @param step null for none
   */
  static Multiples of(BigDecimal step, List<BigDecimal> nots) {
    if (step == null && nots.isEmpty()) {
      return ANY;
    }
    int places = step == null ? 0 : Math.max(0, step.scale());
    BigDecimal modulus = step;
    for (BigDecimal not : nots) {
      places = Math.max(places, not.scale());
      modulus = modulus == null ? not : common(modulus, not);
    }
    int scale = places;
    return new Multiples(
        scale,
        step == null ? 0 : units(step, scale),
        nots.stream().map(not -> units(not, scale)).toList(),
        units(modulus, scale));
  }

  private static long units(BigDecimal number, int places) {
    BigInteger units = number.setScale(places).unscaledValue();
    if (units.compareTo(MAX_MODULUS) > 0) {
      throw new ConstraintException(
          Kind.UNSUPPORTED,
          "",
          String.format(
              Locale.ROOT,
              "multiples of %s: together with what else is asked of the number, remainders have"
                  + " more than 17 digits; use a number with fewer digits",
              number));
    }
    return units.longValue();
  }

  /** The numbers that are multiples of both are the multiples of this one. */
  static BigDecimal common(BigDecimal one, BigDecimal other) {
    int scale = Math.max(one.scale(), other.scale());
    BigInteger first = one.setScale(scale).unscaledValue();
    BigInteger second = other.setScale(scale).unscaledValue();
    BigInteger multiple = first.divide(first.gcd(second)).multiply(second);
    return new BigDecimal(multiple, scale).stripTrailingZeros();
  }

  boolean isAny() {
    return step == 0 && nots.isEmpty();
  }

  boolean contains(BigDecimal number) {
    if (isAny()) {
      return true;
    }
    BigDecimal stripped = number.stripTrailingZeros();
    int shift = places - stripped.scale();
    if (shift < 0) {
      return step == 0;
    }
    BigInteger by = BigInteger.valueOf(modulus);
    BigInteger power = BigInteger.TEN.modPow(BigInteger.valueOf(shift), by);
    return allows(stripped.unscaledValue().multiply(power).mod(by).longValue());
  }

  /** The remainder of a number's digits. */
  long remainder(BigInteger digits) {
    return modulus == 1 ? 0 : digits.mod(BigInteger.valueOf(modulus)).longValue();
  }

  /** The remainder after {@code zeros} more digits 0 and then {@code digit}. */
  long append(long remainder, int zeros, int digit) {
    return (10 * shifted(remainder, zeros) + digit) % modulus;
  }

  private long shifted(long remainder, int digits) {
    long shifted = remainder;
    for (int i = 0; i < digits && shifted != 0; i++) {
      shifted = 10 * shifted % modulus;
    }
    return shifted;
  }

  private boolean allows(long remainder) {
    return allows(remainder, step, nots);
  }

  private static boolean allows(long remainder, long step, List<Long> nots) {
    if (step != 0 && remainder % step != 0) {
      return false;
    }
    for (long not : nots) {
      if (remainder % not == 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the digits times 10<sup>exponent</sup> are a number of these.
   *
   * @param fraction digits after the point, the last of them not 0
   */
  boolean contains(long remainder, int fraction, int exponent) {
    int shift = exponent - fraction + places;
    return isAny()
        || (shift < 0 ? step == 0 : allows(shifted(remainder, Math.min(shift, FACTORS))));
  }

  /**
   * Whether the digits, then {@code zeros} digits 0 and then {@code more} digits of any kind, times
   * 10<sup>exponent</sup>, can be a number of these.
   */
  boolean anyContains(long remainder, int fraction, int zeros, int more, int exponent) {
    if (isAny()) {
      return true;
    }
    int unit = exponent - fraction + places - zeros - more;
    if (unit < 0) {
      // Not even units: no multiple unless the last digits are 0.
      return (step == 0 && more > 0)
          || (more + unit > 0
              ? anyAppended(remainder, zeros, more + unit, 0)
              : contains(remainder, fraction, exponent));
    }
    return anyAppended(remainder, zeros, more, unit);
  }

  /**
   * The next smaller exponent for which {@link #anyContains} may say something else; for those
   * between it and {@code exponent} it says the same.
   */
  int nextExponent(int fraction, int zeros, int more, int exponent) {
    int units = places - fraction;
    int unit = exponent + units - zeros - more;
    if (unit >= 0) {
      return exponent - unit + Math.min(unit, FACTORS) - 1;
    }
    if (more + unit > 0) {
      return exponent - unit + Math.min(unit - 1, MAX_DIGITS - more);
    }
    int shift = exponent + units;
    return shift < 0 ? Integer.MIN_VALUE : exponent - shift + Math.min(shift, FACTORS) - 1;
  }

  /** As above, with all digits in units and {@code exponent} not negative. */
  private boolean anyAppended(long remainder, int zeros, int digits, int exponent) {
    long reduced = reduced(step, exponent);
    long each = Math.max(1, reduced);
    List<Long> without = new ArrayList<>(nots.size());
    for (long not : nots) {
      without.add(reduced(not, exponent));
      if (each % without.get(without.size() - 1) == 0) {
        return false;
      }
    }
    long end = digits > MAX_DIGITS ? Long.MAX_VALUE : power(digits);
    if (end >= modulus) {
      return true;
    }
    long from = shifted(remainder, zeros + digits);
    for (long more = (each - from % each) % each; more < end; more += each) {
      if (allows(from + more, reduced, without)) {
        return true;
      }
    }
    return false;
  }

  /** What must divide a number so that {@code step} divides it times 10<sup>exponent</sup>. */
  private static long reduced(long step, int exponent) {
    long reduced = step;
    for (int i = 0; i < exponent && reduced % 2 == 0; i++) {
      reduced /= 2;
    }
    for (int i = 0; i < exponent && reduced % 5 == 0; i++) {
      reduced /= 5;
    }
    return reduced;
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
