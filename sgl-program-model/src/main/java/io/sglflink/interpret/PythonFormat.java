package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.program.FormatSpec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Python's {@code format(value, spec)}. */
final class PythonFormat {

  private static final int DEFAULT_PRECISION = 6;

  /** The least exponent of a number that general formats write without one. */
  private static final int LEAST_EXPONENT = -4;

  private final Operands operands;
  private final FormatSpec spec;

  private PythonFormat(Operands operands, FormatSpec spec) {
    this.operands = operands;
    this.spec = spec;
  }

  static String format(Operands operands) {
    try {
      FormatSpec spec = FormatSpec.parse(operands.text(1));
      return new PythonFormat(operands, spec).write(operands.get(0), operands.text(1).isEmpty());
    } catch (IllegalArgumentException e) {
      throw operands.failure(
          operands.name(1) + ", " + Values.shown(operands.text(1)) + ", " + e.getMessage());
    }
  }

  private String write(JsonNode value, boolean plain) {
    if (plain) {
      return PythonText.str(value);
    }
    if (value.isTextual()) {
      return text(value.textValue());
    }
    if (spec.isOneOf("s")) {
      throw refused("s", "texts");
    }
    boolean integral = value.isBoolean() || value.isIntegralNumber();
    if (integral && !spec.isOneOf("eEfFgG%")) {
      BigInteger number =
          value.isBoolean()
              ? BigInteger.valueOf(value.booleanValue() ? 1 : 0)
              : value.bigIntegerValue();
      return integer(number);
    }
    double number = value.isBoolean() ? value.booleanValue() ? 1 : 0 : value.doubleValue();
    if (!Double.isFinite(number)) {
      throw operands.is(0, "too large for a float", "writes it with d");
    }
    return real(number);
  }

  private String text(String text) {
    if (!spec.type().isEmpty() && !spec.isOneOf("s")) {
      throw refused(spec.type(), "numbers");
    }
    if ("=".equals(spec.align())
        || !spec.grouping().isEmpty()
        || spec.prefix()
        || !spec.sign().equals("-")) {
      throw refused("=, signs, # and grouping", "numbers");
    }
    int length = Texts.length(text);
    boolean cut = spec.precision() >= 0 && spec.precision() < length;
    String shown = cut ? text.substring(0, text.offsetByCodePoints(0, spec.precision())) : text;
    return fill("", shown, "<");
  }

  private String integer(BigInteger number) {
    if (spec.precision() >= 0) {
      throw refused("a precision", "texts and floats");
    }
    int radix = spec.isOneOf("b") ? 2 : spec.isOneOf("o") ? 8 : spec.isOneOf("xX") ? 16 : 10;
    if (radix != 10 && spec.grouping().equals(",")) {
      throw refused(",", "decimal numbers");
    }
    String prefix = spec.prefix() && radix != 10 ? "0" + spec.type() : "";
    String digits = number.abs().toString(radix);
    if (spec.isOneOf("X")) {
      digits = digits.toUpperCase(Locale.ROOT);
    }
    return number(number.signum() < 0, prefix, digits, "", radix == 10 ? 3 : 4);
  }

  private String real(double number) {
    if (spec.prefix() || spec.isOneOf("dboxX")) {
      throw refused("# and d b o x X", "integers");
    }
    String written = digits(number);
    String digits = spec.isOneOf("EG") ? written.toUpperCase(Locale.ROOT) : written;
    int end = 0;
    while (end < digits.length() && Character.isDigit(digits.charAt(end))) {
      end++;
    }
    boolean negative = Double.compare(number, 0.0) < 0;
    return number(negative, "", digits.substring(0, end), digits.substring(end), 3);
  }

  /** The number without its sign. */
  private String digits(double number) {
    double size = Math.abs(number);
    int precision = spec.precision() < 0 ? DEFAULT_PRECISION : spec.precision();
    if (spec.isOneOf("fF")) {
      return fixed(size, precision);
    }
    if (spec.isOneOf("%")) {
      if (!Double.isFinite(size * 100)) {
        throw operands.is(0, "too large for %", "writes it with e");
      }
      return fixed(size * 100, precision) + "%";
    }
    if (spec.isOneOf("eE")) {
      return scientific(rounded(size, precision + 1), precision, exponent(size, precision + 1));
    }
    if (spec.type().isEmpty() && spec.precision() < 0) {
      return PythonText.repr(size);
    }
    return general(size, Math.max(precision, 1), spec.type().isEmpty());
  }

  private static String fixed(double number, int precision) {
    return new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** {@code point} as without a type: there is always a digit behind the point. */
  private static String general(double number, int precision, boolean point) {
    BigDecimal rounded = rounded(number, precision);
    int exponent = exponent(number, precision);
    BigDecimal shortest = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    if (exponent < LEAST_EXPONENT || exponent >= (point ? precision - 1 : precision)) {
      return scientific(shortest, shortest.precision() - 1, exponent);
    }
    String plain = shortest.toPlainString();
    return point && plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  private static BigDecimal rounded(double number, int digits) {
    return new BigDecimal(number).round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  private static int exponent(double number, int digits) {
    BigDecimal rounded = rounded(number, digits);
    return rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
  }

  private static String scientific(BigDecimal number, int precision, int exponent) {
    StringBuilder digits = new StringBuilder(number.unscaledValue().toString());
    while (digits.length() <= precision) {
      digits.append('0');
    }
    digits.setLength(precision + 1);
    if (precision > 0) {
      digits.insert(1, '.');
    }
    return String.format(
        Locale.ROOT, "%se%s%02d", digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** Groups the digits before the point, and fills with zeros between sign and digits. */
  private String number(
      boolean negative, String prefix, String digits, String rest, int groupLength) {
    String sign = (negative ? "-" : spec.sign().equals("-") ? "" : spec.sign()) + prefix;
    String grouped = grouped(digits, groupLength);
    boolean zeros = spec.fill() == '0' && (spec.align() == null || spec.align().equals("="));
    for (String filled = digits;
        zeros && sign.length() + grouped.length() + rest.length() < spec.width(); ) {
      filled = "0" + filled;
      grouped = grouped(filled, groupLength);
    }
    return fill(sign, grouped + rest, ">");
  }

  private String grouped(String digits, int length) {
    if (spec.grouping().isEmpty()) {
      return digits;
    }
    StringBuilder grouped = new StringBuilder(digits);
    for (int at = digits.length() - length; at > 0; at -= length) {
      grouped.insert(at, spec.grouping());
    }
    return grouped.toString();
  }

  private String fill(String sign, String text, String align) {
    int missing = Math.max(0, spec.width() - Texts.length(sign) - Texts.length(text));
    String fill = Character.toString(spec.fill());
    return switch (spec.align() == null ? align : spec.align()) {
      case "<" -> sign + text + fill.repeat(missing);
      case "^" -> fill.repeat(missing / 2) + sign + text + fill.repeat(missing - missing / 2);
      case "=" -> sign + fill.repeat(missing) + text;
      default -> fill.repeat(missing) + sign + text;
    };
  }

  private RuntimeException refused(String what, String whose) {
    return operands.failure(
        operands.name(1)
            + ", "
            + Values.shown(operands.text(1))
            + ", does not go with "
            + operands.name(0)
            + ", which is "
            + Values.kind(operands.get(0))
            + ": "
            + what
            + " is for "
            + whose);
  }
}
