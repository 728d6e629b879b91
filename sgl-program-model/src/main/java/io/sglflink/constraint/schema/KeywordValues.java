package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.ConstraintException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The values of one schema's keywords, each of the form that its meta-schema asks for. */
final class KeywordValues {

  private static final Set<String> TYPES =
      new TreeSet<>(List.of("array", "boolean", "integer", "null", "number", "object", "string"));

  private final Place place;
  private final JsonNode node;

  KeywordValues(Place place) {
    this.place = place;
    node = place.node();
  }

  boolean has(String keyword) {
    return node.has(keyword);
  }

  /** Null when there is none. */
  BigDecimal number(String keyword) {
    if (!has(keyword)) {
      return null;
    }
    if (!node.get(keyword).isNumber()) {
      throw wrong(keyword, "not a number: write one");
    }
    return Values.number(node.get(keyword));
  }

  /** A number over 0; null when there is none. */
  BigDecimal factor(String keyword) {
    BigDecimal factor = number(keyword);
    if (factor != null && factor.signum() <= 0) {
      throw wrong(keyword, "not over 0: write a number that is");
    }
    return factor;
  }

  /** A number of items, members or characters; {@code otherwise} when there is none. */
  int count(String keyword, int otherwise) {
    if (!has(keyword)) {
      return otherwise;
    }
    JsonNode value = node.get(keyword);
    if (!Values.isInteger(value) || value.decimalValue().signum() < 0) {
      throw wrong(keyword, "not a count: write an integer from 0");
    }
    return value.decimalValue().min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
  }

  boolean isFlag(String keyword) {
    return node.path(keyword).isBoolean();
  }

  boolean flag(String keyword) {
    if (!isFlag(keyword)) {
      throw wrong(keyword, "neither true nor false: write one of them");
    }
    return node.get(keyword).booleanValue();
  }

  String text(String keyword) {
    if (!node.get(keyword).isTextual()) {
      throw wrong(keyword, "not a string: write one");
    }
    return node.get(keyword).textValue();
  }

  JsonNode array(String keyword) {
    if (!node.get(keyword).isArray()) {
      throw wrong(keyword, "not an array: write one");
    }
    return node.get(keyword);
  }

  JsonNode object(String keyword) {
    if (!node.get(keyword).isObject()) {
      throw wrong(keyword, "not an object: write one");
    }
    return node.get(keyword);
  }

  Set<String> types() {
    JsonNode type = node.get("type");
    Set<String> names = new TreeSet<>();
    for (JsonNode name : type.isArray() ? type : List.of(type)) {
      if (!name.isTextual() || !TYPES.contains(name.textValue())) {
        throw place.invalid(
            "type",
            "there is no type " + Place.shown(name) + ": write " + String.join(", ", TYPES));
      }
      names.add(name.textValue());
    }
    if (names.isEmpty()) {
      throw place.invalid("type", "type lists none: write one of " + String.join(", ", TYPES));
    }
    return names;
  }

  /** The names that {@code keyword} lists. */
  List<String> names(String keyword) {
    return names(place.below(node.get(keyword), keyword), keyword);
  }

  /** The names that the member {@code name} of {@code keyword} lists. */
  List<String> names(String keyword, String name) {
    return names(
        place.below(node.get(keyword).get(name), keyword, name), keyword + " of \"" + name + "\"");
  }

  private static List<String> names(Place list, String of) {
    JsonNode value = list.node();
    boolean listed = value.isArray();
    List<String> names = new ArrayList<>();
    for (JsonNode name : listed ? value : List.<JsonNode>of()) {
      listed &= name.isTextual();
      names.add(name.asText());
    }
    if (!listed) {
      String flag =
          value.isBoolean() ? ", in the schema of the object: a flag is what draft 3 has" : "";
      throw list.invalid("", of + " is " + Place.shown(value) + ": write an array of names" + flag);
    }
    return names;
  }

  /** How the value of {@code keyword} is wrong, and the way out. */
  ConstraintException wrong(String keyword, String why) {
    return place.invalid(keyword, keyword + " is " + Place.shown(node.get(keyword)) + ", " + why);
  }
}
