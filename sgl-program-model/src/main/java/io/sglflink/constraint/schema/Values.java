package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** JSON values, equal as JSON Schema compares them. */
final class Values {

  private Values() {}

  /**
   * {@code value} in a form whose {@code equals} is JSON Schema's: numbers by value.
   *
   * @throws NumberFormatException when a number is too large for its Java type
   */
  static JsonNode canonical(JsonNode value) {
    if (value.isNumber()) {
      return DecimalNode.valueOf(number(value));
    }
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode(value.size());
      value.forEach(item -> array.add(canonical(item)));
      return array;
    }
    if (value.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(m -> object.set(m.getKey(), canonical(m.getValue())));
      return object;
    }
    return value;
  }

  static BigDecimal number(JsonNode value) {
    BigDecimal number = value.decimalValue();
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }

  /** The numbers that {@code values} are, or have inside. */
  static List<BigDecimal> numbers(Iterable<JsonNode> values) {
    List<BigDecimal> numbers = new ArrayList<>();
    for (JsonNode value : values) {
      if (value.isNumber()) {
        numbers.add(value.decimalValue());
      }
      numbers.addAll(numbers(value));
    }
    return numbers;
  }

  static boolean isInteger(JsonNode value) {
    return value.isNumber() && (value.isIntegralNumber() || number(value).scale() <= 0);
  }

  /** Whether no two items are equal. */
  static boolean unique(JsonNode array) {
    Set<JsonNode> seen = new HashSet<>();
    for (JsonNode item : array) {
      if (!seen.add(canonical(item))) {
        return false;
      }
    }
    return true;
  }

  static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Whether a text without halves of surrogate pairs can write the value. */
  static boolean writable(JsonNode value) {
    if (value.isTextual()) {
      return writable(value.textValue());
    }
    if (value.isObject()) {
      for (var names = value.fieldNames(); names.hasNext(); ) {
        if (!writable(names.next())) {
          return false;
        }
      }
    }
    for (JsonNode inner : value) {
      if (!writable(inner)) {
        return false;
      }
    }
    return true;
  }

  static boolean writable(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
  }
}
