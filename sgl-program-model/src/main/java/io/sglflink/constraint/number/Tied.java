package io.sglflink.constraint.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * Among the digits of a number before its exponent, of which all are kept, because a bound or a
 * single number may have the same.
 *
 * <p>Digits that may follow make the numbers from the text's own to below the next one of as many
 * digits, each times a power of ten: the number of digits before the point that are to come, or an
 * exponent.
 *
 * @param numbers the set, without negative numbers
 * @param digits without zeros at the fraction's end
 * @param whole how many of them stand before the point
 * @param zeros at the fraction's end, up to where more of them tell nothing
 */
record Tied(Numbers numbers, Part part, String digits, int whole, int zeros) implements Position {

  /** The position of these digits in its only form, null when no number has them. */
  Position settled() {
    if (numbers.pointsOnly()) {
      return hasPoint() ? this : null;
    }
    Bounds bounds = numbers.bounds();
    boolean atBound =
        isInside(bounds.min(), bounds.minExclusive())
            || isInside(bounds.max(), !bounds.maxExclusive());
    if (atBound || hasPoint()) {
      return isLive() ? this : null;
    }
    return Free.settled(
        numbers.steps(), part, lead(), least(), most(), remainder(), fraction(), zeros);
  }

  private Lead lead() {
    if (whole == 1 && digits.charAt(0) != '0') {
      return Lead.ONE;
    }
    return digits.equals("0") ? Lead.ZERO : Lead.MORE;
  }

  private int fraction() {
    return digits.length() - whole;
  }

  private BigDecimal value() {
    return new BigDecimal(new BigInteger(digits), fraction());
  }

  private long remainder() {
    return numbers.steps().remainder(new BigInteger(digits));
  }

  private BigDecimal from(int power) {
    return value().scaleByPowerOfTen(power);
  }

  private BigDecimal end(int power) {
    BigDecimal last = BigDecimal.ONE.scaleByPowerOfTen(-fraction() - zeros);
    return value().add(last).scaleByPowerOfTen(power);
  }

  private int firstPower() {
    return lead() == Lead.ONE ? -MAX_EXPONENT : 0;
  }

  private int lastPower() {
    if (part == Part.WHOLE) {
      return Free.UNBOUNDED;
    }
    return lead() == Lead.ONE ? MAX_EXPONENT : 0;
  }

  /** The power that makes the text's number one of as many digits as {@code number}. */
  private int powerOf(BigDecimal number) {
    return lead() == Lead.ZERO ? 0 : exponent(number) - exponent(value());
  }

  private static int exponent(BigDecimal number) {
    return number.precision() - number.scale() - 1;
  }

  /** The smallest power that brings the text's number over the lower bound. */
  private int least() {
    Bounds bounds = numbers.bounds();
    if (bounds.min().signum() == 0) {
      return firstPower();
    }
    int power = powerOf(bounds.min());
    return Math.max(firstPower(), bounds.reachedBy(from(power)) ? power : power + 1);
  }

  /** The largest power that keeps the text's number below the upper bound. */
  private int most() {
    Bounds bounds = numbers.bounds();
    if (bounds.max() == null) {
      return lastPower();
    }
    int power = powerOf(bounds.max());
    return Math.min(lastPower(), bounds.holds(from(power)) ? power : power - 1);
  }

  /**
   * Whether {@code number} parts the numbers that may follow.
   *
   * @param atStart whether it does so if it is the first of them
   */
  private boolean isInside(BigDecimal number, boolean atStart) {
    if (number == null || (number.signum() == 0 && lead() != Lead.ZERO)) {
      return false;
    }
    int power = powerOf(number);
    if (power < firstPower() || power > lastPower()) {
      return false;
    }
    int order = from(power).compareTo(number);
    return order == 0 ? atStart : order < 0 && end(power).compareTo(number) > 0;
  }

  private boolean hasPoint() {
    List<BigDecimal> points = numbers.points();
    if (points.isEmpty()) {
      return false;
    }
    BigDecimal smallest = points.get(points.get(0).signum() == 0 && points.size() > 1 ? 1 : 0);
    int first = Math.max(firstPower(), powerOf(smallest));
    int last = Math.min(lastPower(), powerOf(points.get(points.size() - 1)));
    BigDecimal from = value();
    BigDecimal end = end(0);
    for (int power = first; power <= last; power++) {
      if (Finite.anyWithin(points, from.scaleByPowerOfTen(power), end.scaleByPowerOfTen(power))) {
        return true;
      }
    }
    return false;
  }

  private boolean isLive() {
    Bounds bounds = numbers.bounds();
    int last = lastPower();
    if (bounds.max() != null) {
      last = Math.min(last, powerOf(bounds.max()));
    } else if (last == Free.UNBOUNDED) {
      return true;
    }
    int first = firstPower();
    if (bounds.min().signum() > 0) {
      first = Math.max(first, powerOf(bounds.min()));
    }
    Multiples steps = numbers.steps();
    if (steps.step() > 0) {
      first = Math.max(first, fraction() - steps.places());
    }
    for (int power = last; power >= first; power--) {
      if (numbers.anyWithin(from(power), end(power))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Position next(int symbol) {
    if (symbol == 'e') {
      return part == Part.POINT ? null : exponents();
    }
    boolean digit = Position.isDigit(symbol);
    Part next = digit || symbol == '.' ? part.next(symbol) : null;
    if (next == null) {
      return null;
    }
    if (!digit) {
      return new Tied(numbers, next, digits, whole, 0).settled();
    }
    if (part == Part.WHOLE) {
      return new Tied(numbers, next, digits + (char) symbol, whole + 1, 0).settled();
    }
    if (symbol == '0') {
      int more = Math.min(zeros + 1, Math.max(zeros, places() - fraction()));
      return new Tied(numbers, next, digits, whole, more).settled();
    }
    String longer = digits + "0".repeat(zeros) + (char) symbol;
    return new Tied(numbers, next, longer, whole, 0).settled();
  }

  /** Digits of a fraction after which zeros tell nothing more. */
  private int places() {
    Bounds bounds = numbers.bounds();
    int places = Math.max(digitsOf(bounds.min()), digitsOf(bounds.max()));
    for (BigDecimal point : numbers.points()) {
      places = Math.max(places, digitsOf(point));
    }
    Multiples steps = numbers.steps();
    boolean scaled = !steps.isAny() && lead() == Lead.ONE;
    return Math.max(places, steps.places() + (scaled ? MAX_EXPONENT : 0));
  }

  private static int digitsOf(BigDecimal number) {
    return number == null ? 0 : Math.max(number.scale(), number.precision());
  }

  private ExponentSign exponents() {
    if (lead() != Lead.ONE) {
      return lead() == Lead.ZERO && accepting() ? ExponentSign.ofZero() : null;
    }
    if (numbers.pointsOnly()) {
      return ExponentSign.of(
          numbers.points().stream().filter(this::isScaled).map(this::powerOf).toList());
    }
    ExponentSign exponents =
        ExponentSign.of(
            numbers.steps(), remainder(), fraction(), least(), Math.min(most(), MAX_EXPONENT));
    for (BigDecimal point : numbers.points()) {
      if (exponents != null && isScaled(point)) {
        exponents = exponents.without(powerOf(point));
      }
    }
    return exponents;
  }

  /** Whether {@code number} is the text's own times a power of ten. */
  private boolean isScaled(BigDecimal number) {
    return from(powerOf(number)).compareTo(number) == 0;
  }

  @Override
  public boolean accepting() {
    return part != Part.POINT && numbers.contains(value());
  }

  @Override
  public int shortest() {
    return UNKNOWN;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * digits.hashCode() + whole) + zeros;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tied tied
        && part == tied.part
        && whole == tied.whole
        && zeros == tied.zeros
        && digits.equals(tied.digits)
        && numbers.equals(tied.numbers);
  }
}
