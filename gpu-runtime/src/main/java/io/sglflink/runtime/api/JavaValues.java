package io.sglflink.runtime.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes arguments of Java values. */
final class JavaValues {

  /** Levels of lists and maps; a list that contains itself has more. */
  private static final int MAX_DEPTH = 256;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JavaValues() {}

  /**
   * All of {@code args}, in their order.
   *
   * @throws IllegalArgumentException when one is no value of a program; the message names it
   */
  static Map<String, JsonNode> arguments(Map<String, ?> args) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    args.forEach((name, value) -> values.put(name, argument(name, value)));
    return values;
  }

  static JsonNode argument(String name, Object value) {
    return of(value, "argument \"" + name + "\"", MAX_DEPTH);
  }

  private static JsonNode of(Object value, String what, int depth) {
    if (depth == 0) {
      throw new IllegalArgumentException(
          what + " has more than " + MAX_DEPTH + " levels of lists and maps: make it flatter");
    }
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof JsonNode node) {
      return node;
    }
    if (value instanceof CharSequence text) {
      return NODES.textNode(text.toString());
    }
    if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    }
    if (value instanceof Number number) {
      return number(number, what);
    }
    if (value instanceof Collection<?> items) {
      ArrayNode array = NODES.arrayNode(items.size());
      items.forEach(item -> array.add(of(item, what, depth - 1)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      map.forEach((key, item) -> object.set(key(key, what), of(item, what, depth - 1)));
      return object;
    }
    throw refused(what + " has", value);
  }

  private static JsonNode number(Number value, String what) {
    if (value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte) {
      return NODES.numberNode(value.longValue());
    }
    if (value instanceof BigInteger integer) {
      return NODES.numberNode(integer);
    }
    if (value instanceof BigDecimal decimal) {
      return NODES.numberNode(decimal);
    }
    if (!(value instanceof Double || value instanceof Float)) {
      throw refused(what + " has", value);
    }
    // By its decimal form, so that 0.1f is 0.1.
    double number = Double.parseDouble(value.toString());
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(
          what + " has the number " + value + ", which JSON has no form for: give a finite one");
    }
    return NODES.numberNode(number);
  }

  private static String key(Object key, String what) {
    if (key instanceof String name) {
      return name;
    }
    throw refused(what + " has a map with the key " + key + ",", key);
  }

  private static IllegalArgumentException refused(String what, Object value) {
    return new IllegalArgumentException(
        what
            + " a "
            + (value == null ? "null" : value.getClass().getName())
            + ": give a String, Number, Boolean, null, List, Map with String keys, or JsonNode");
  }
}
