package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Python's arithmetic: integers stay exact, and a float among the operands makes a float. */
final class Numbers {

  /** More digits than two doubles next to each other share. */
  private static final MathContext PRECISE = new MathContext(60, RoundingMode.DOWN);

  private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);
  private static final String DIGITS = "\\p{Nd}++(?:_\\p{Nd}++)*+";
  private static final Pattern INTEGER = Pattern.compile("[-+]?" + DIGITS);
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(?:%1$s(?:\\.(?:%1$s)?)?|\\.%1$s)(?:[eE][-+]?%1$s)?".formatted(DIGITS));

  private Numbers() {}

  static JsonNode add(Operands numbers) {
    return numbers.bothIntegers()
        ? ValueBudget.integer(numbers.integer(0).add(numbers.integer(1)))
        : finite(numbers, real(numbers, 0) + real(numbers, 1));
  }

  static JsonNode subtract(Operands numbers) {
    return numbers.bothIntegers()
        ? ValueBudget.integer(numbers.integer(0).subtract(numbers.integer(1)))
        : finite(numbers, real(numbers, 0) - real(numbers, 1));
  }

  static JsonNode multiply(Operands numbers) {
    return numbers.bothIntegers()
        ? ValueBudget.integer(numbers.integer(0).multiply(numbers.integer(1)))
        : finite(numbers, real(numbers, 0) * real(numbers, 1));
  }

  static JsonNode negate(Operands numbers) {
    return numbers.get(0).isIntegralNumber()
        ? ValueBudget.integer(numbers.integer(0).negate())
        : DoubleNode.valueOf(-real(numbers, 0));
  }

  /** The quotient of integers is rounded once, as Python does. */
  static JsonNode divide(Operands numbers) {
    requireDivisor(numbers);
    if (numbers.bothIntegers()) {
      BigInteger left = numbers.integer(0);
      BigInteger right = numbers.integer(1);
      if (left.signum() != 0 && left.abs().max(right.abs()).compareTo(EXACT) > 0) {
        BigDecimal quotient = new BigDecimal(left).divide(new BigDecimal(right), PRECISE);
        return finite(numbers, quotient.doubleValue());
      }
    }
    return finite(numbers, real(numbers, 0) / real(numbers, 1));
  }

  static JsonNode floorDivide(Operands numbers) {
    requireDivisor(numbers);
    if (numbers.bothIntegers()) {
      BigInteger[] parts = numbers.integer(0).divideAndRemainder(numbers.integer(1));
      boolean down = parts[1].signum() * numbers.integer(1).signum() < 0;
      return ValueBudget.integer(down ? parts[0].subtract(BigInteger.ONE) : parts[0]);
    }
    double left = real(numbers, 0);
    double right = real(numbers, 1);
    double quotient = (left - left % right) / right;
    if (left % right != 0 && (right < 0) != (left % right < 0)) {
      quotient -= 1;
    }
    if (quotient == 0) {
      return DoubleNode.valueOf(Math.copySign(0, left / right));
    }
    double floor = Math.floor(quotient);
    return finite(numbers, quotient - floor > 0.5 ? floor + 1 : floor);
  }

  static JsonNode remainder(Operands numbers) {
    requireDivisor(numbers);
    if (numbers.bothIntegers()) {
      BigInteger right = numbers.integer(1);
      BigInteger remainder = numbers.integer(0).mod(right.abs());
      boolean below = remainder.signum() != 0 && right.signum() < 0;
      return ValueBudget.integer(below ? remainder.add(right) : remainder);
    }
    double right = real(numbers, 1);
    double remainder = real(numbers, 0) % right;
    if (remainder == 0) {
      return DoubleNode.valueOf(Math.copySign(0, right));
    }
    return DoubleNode.valueOf((right < 0) != (remainder < 0) ? remainder + right : remainder);
  }

  static JsonNode power(Operands numbers) {
    if (numbers.bothIntegers() && numbers.integer(1).signum() >= 0) {
      return power(numbers.integer(0), numbers.integer(1));
    }
    double base = real(numbers, 0);
    double exponent = real(numbers, 1);
    if (base == 0 && exponent < 0) {
      throw numbers.is(0, "0", "takes a base other than 0 for a negative exponent");
    }
    if (base < 0 && exponent != Math.rint(exponent)) {
      throw numbers.is(0, "negative", "takes no fractions as exponents of it");
    }
    return finite(numbers, Math.pow(base, exponent));
  }

  private static JsonNode power(BigInteger base, BigInteger exponent) {
    if (exponent.signum() == 0) {
      return ValueBudget.integer(BigInteger.ONE);
    }
    if (base.abs().compareTo(BigInteger.ONE) <= 0) {
      return ValueBudget.integer(exponent.testBit(0) ? base : base.abs());
    }
    // the power has at least as many bits
    long least = exponent.min(BigInteger.valueOf(Integer.MAX_VALUE)).longValue();
    long bits = (base.abs().bitLength() - 1) * least;
    ValueBudget.require(
        "bits of an integer", bits, ValueBudget.MAX_BITS, "compute with smaller numbers");
    return ValueBudget.integer(base.pow((int) least));
  }

  /** Python's {@code int()}. */
  static JsonNode integer(Operands operands) {
    JsonNode value = operands.get(0);
    if (value.isBoolean()) {
      return ValueBudget.integer(value.booleanValue() ? BigInteger.ONE : BigInteger.ZERO);
    }
    if (value.isTextual()) {
      String digits = digits(operands, INTEGER, "takes the digits of an integer");
      return ValueBudget.integer(new BigInteger(digits));
    }
    return ValueBudget.integer(
        value.isIntegralNumber()
            ? value.bigIntegerValue()
            : new BigDecimal(value.doubleValue()).toBigInteger());
  }

  /** Python's {@code float()}, without infinity and NaN. */
  static JsonNode real(Operands operands) {
    JsonNode value = operands.get(0);
    if (value.isBoolean()) {
      return DoubleNode.valueOf(value.booleanValue() ? 1 : 0);
    }
    if (value.isTextual()) {
      String digits = digits(operands, FLOAT, "takes the digits of a number");
      return finite(operands, Double.parseDouble(digits));
    }
    return DoubleNode.valueOf(real(operands, 0));
  }

  /** The text in ASCII digits, without the spaces and underscores that Python allows. */
  private static String digits(Operands operands, Pattern form, String does) {
    String text = PythonText.strip(operands.text(0));
    ValueBudget.require(
        "characters of a number", text.length(), ValueBudget.MAX_NUMBER_LENGTH, "pass fewer");
    if (!form.matcher(text).matches()) {
      throw operands.is(0, Values.shown(operands.text(0)), does);
    }
    StringBuilder digits = new StringBuilder();
    text.codePoints()
        .filter(c -> c != '_')
        .forEach(
            c -> {
              int digit = Character.digit(c, 10);
              digits.appendCodePoint(digit < 0 ? c : '0' + digit);
            });
    return digits.toString();
  }

  /** A number as double. */
  private static double real(Operands operands, int index) {
    double value = operands.get(index).doubleValue();
    if (!Double.isFinite(value)) {
      throw operands.is(index, "too large for a float", "computes with floats here");
    }
    return value;
  }

  private static void requireDivisor(Operands numbers) {
    if (numbers.get(1).doubleValue() == 0) {
      throw numbers.is(1, "0", "divides by other numbers only");
    }
  }

  private static JsonNode finite(Operands operands, double value) {
    if (!Double.isFinite(value)) {
      throw operands.failure(
          operands.operator().label()
              + " of "
              + operands.name(0)
              + " gives a number that is too large: compute with smaller numbers");
    }
    return DoubleNode.valueOf(value);
  }
}
