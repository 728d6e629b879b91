package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Text as Python's {@code str()} and {@code str.lstrip()} make it. */
final class PythonText {

  private static final int MAX_DIGITS = 17;

  private PythonText() {}

  /** Whether {@link #str} has a text for a value. */
  static boolean isScalar(JsonNode value) {
    return value.isTextual() || value.isNumber() || value.isBoolean();
  }

  /**
   * A string as it is, {@code True} and {@code False}, integers in full, other numbers as the
   * shortest decimal that reads back as the same double.
   */
  static String str(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue() ? "True" : "False";
    }
    return value.isNumber() && !value.isIntegralNumber()
        ? repr(value.doubleValue())
        : value.asText();
  }

  /** Strips white space, as Python understands it, from the start. */
  static String lstrip(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.codePointAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  /** Strips white space from both ends. */
  static String strip(String text) {
    String stripped = lstrip(text);
    int end = stripped.length();
    while (end > 0 && isSpace(stripped.codePointBefore(end))) {
      end--;
    }
    return stripped.substring(0, end);
  }

  static boolean hasUnpairedSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** White space is always in the basic plane. */
  static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  static String repr(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value > 0 ? "0.0" : "-0.0";
    }
    BigDecimal shortest = shortest(value).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = shortest.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    return scientific(shortest, exponent);
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < MAX_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
    return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static String scientific(BigDecimal value, int exponent) {
    String digits = value.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String sign = value.signum() < 0 ? "-" : "";
    return String.format(
        "%s%se%s%02d", sign, mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
