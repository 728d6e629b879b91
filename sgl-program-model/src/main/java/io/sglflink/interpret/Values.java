package io.sglflink.interpret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;

/** JSON values as expressions see them: what is true, what is equal, what comes first. */
final class Values {

  private static final int SHOWN = 60;

  private Values() {}

  /** Python's rules: null, false, 0 and whatever is empty are false. */
  static boolean isTrue(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> false;
      case BOOLEAN -> value.booleanValue();
      case NUMBER -> value.doubleValue() != 0;
      case STRING -> !value.textValue().isEmpty();
      case ARRAY, OBJECT -> !value.isEmpty();
      case BINARY, POJO -> throw new IllegalStateException("no JSON: " + value);
    };
  }

  /** Numbers are equal by value, at any depth; a boolean is no number. */
  static boolean equal(JsonNode left, JsonNode right) {
    return left.equals(
        (a, b) -> a.isNumber() && b.isNumber() ? compareNumbers(a, b) : a.equals(b) ? 0 : 1, right);
  }

  /** The exact order, also of a large integer and a double near it. */
  static int compareNumbers(JsonNode left, JsonNode right) {
    return exact(left).compareTo(exact(right));
  }

  /** The order of code points, which is that of the bytes of UTF-8. */
  static int compareTexts(JsonNode left, JsonNode right) {
    return Arrays.compareUnsigned(
        left.textValue().getBytes(UTF_8), right.textValue().getBytes(UTF_8));
  }

  /** Whether a value has only numbers that JSON can say. */
  static boolean isFinite(JsonNode value) {
    if (value.isNumber()) {
      return value.isIntegralNumber() || Double.isFinite(value.doubleValue());
    }
    for (JsonNode item : value) {
      if (!isFinite(item)) {
        return false;
      }
    }
    return true;
  }

  /** What a value is, for a message. */
  static String kind(JsonNode value) {
    if (value.isArray() && value.isEmpty()) {
      return "an empty list";
    }
    return value.isNull()
        ? "null"
        : "of type " + value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  /** A text, or its beginning, in quotes, for a message. */
  static String shown(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN
        ? "\"" + text + "\""
        : "\"" + text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…\"";
  }

  private static BigDecimal exact(JsonNode number) {
    return number.isIntegralNumber()
        ? new BigDecimal(number.bigIntegerValue())
        : new BigDecimal(number.doubleValue());
  }
}
