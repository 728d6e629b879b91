package io.sglflink.program.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.program.validate.JsonPointers;
import io.sglflink.program.validate.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The fields of one JSON object: reads them by name and type, remembers which were asked for, and
 * refuses the others. A field that is absent, or of the wrong type, reads as null.
 */
final class Fields {

  /** As JSON writes an integer, up to nine digits: no vocabulary needs more. */
  private static final Pattern TOKEN_ID = Pattern.compile("0|[1-9][0-9]{0,8}");

  private final ObjectNode object;
  private final String pointer;
  private final Findings findings;
  private final Set<String> known = new LinkedHashSet<>();

  Fields(ObjectNode object, String pointer, Findings findings) {
    this.object = object;
    this.pointer = pointer;
    this.findings = findings;
  }

  /** The object at {@code pointer}, or null and a problem when there is none. */
  static Fields of(JsonNode value, String pointer, Findings findings) {
    if (value instanceof ObjectNode object) {
      return new Fields(object, pointer, findings);
    }
    findings.unreadable(pointer, ProblemCode.WRONG_TYPE, wrongType(pointer, value, "an object"));
    return null;
  }

  /** Pointer to a field. */
  String at(String name) {
    return JsonPointers.child(pointer, name);
  }

  /** A field of any type, or null. */
  JsonNode any(String name) {
    known.add(name);
    return object.get(name);
  }

  /** A field of any type that must be there. */
  JsonNode required(String name, String what) {
    JsonNode value = any(name);
    if (value == null) {
      findings.unreadable(
          pointer, ProblemCode.MISSING_FIELD, "field " + name + " is missing: give " + what);
    }
    return value;
  }

  String string(String name) {
    JsonNode value = any(name);
    return value == null ? null : string(value, at(name));
  }

  String requiredString(String name, String what) {
    JsonNode value = required(name, what);
    return value == null ? null : string(value, at(name));
  }

  Integer integer(String name) {
    Long value = whole(any(name), at(name), Integer.MIN_VALUE, Integer.MAX_VALUE);
    return value == null ? null : value.intValue();
  }

  Long longInteger(String name) {
    return whole(any(name), at(name), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  Double number(String name) {
    JsonNode value = typed(name, JsonNode::isNumber, "a number");
    return value == null ? null : value.doubleValue();
  }

  Boolean bool(String name) {
    JsonNode value = typed(name, JsonNode::isBoolean, "true or false");
    return value == null ? null : value.booleanValue();
  }

  /** A string, or an array of strings. */
  List<String> strings(String name) {
    JsonNode value =
        typed(name, v -> v.isTextual() || v.isArray(), "a string or an array of strings");
    if (value == null || value.isTextual()) {
      return value == null ? null : List.of(value.textValue());
    }
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      String itemAt = JsonPointers.child(at(name), i);
      if (value.get(i).isTextual()) {
        strings.add(value.get(i).textValue());
      } else {
        wrong(itemAt, value.get(i), "a string");
      }
    }
    return strings;
  }

  /** An array of integers. */
  List<Integer> integers(String name) {
    JsonNode value = typed(name, JsonNode::isArray, "an array of integers");
    if (value == null) {
      return null;
    }
    List<Integer> integers = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      String itemAt = JsonPointers.child(at(name), i);
      Long item = whole(value.get(i), itemAt, Integer.MIN_VALUE, Integer.MAX_VALUE);
      if (item != null) {
        integers.add(item.intValue());
      }
    }
    return integers;
  }

  /** An object of numbers by token id. */
  Map<Integer, Double> biases(String name) {
    JsonNode value = typed(name, JsonNode::isObject, "an object of numbers by token id");
    if (value == null) {
      return null;
    }
    Map<Integer, Double> biases = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> bias : value.properties()) {
      String biasAt = JsonPointers.child(at(name), bias.getKey());
      if (!TOKEN_ID.matcher(bias.getKey()).matches()) {
        findings.add(
            biasAt,
            ProblemCode.OUT_OF_RANGE,
            "\"" + bias.getKey() + "\" is no token id: give an id of the model's vocabulary");
      } else if (!bias.getValue().isNumber()) {
        wrong(biasAt, bias.getValue(), "a number");
      } else {
        biases.put(Integer.parseInt(bias.getKey()), bias.getValue().doubleValue());
      }
    }
    return biases;
  }

  /** An object of integers of at least {@code least}; empty where there is none. */
  Map<String, Integer> integersByName(String name, int least) {
    JsonNode value = typed(name, JsonNode::isObject, "an object of integers");
    Map<String, Integer> integers = new LinkedHashMap<>();
    if (value != null) {
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        String entryAt = JsonPointers.child(at(name), entry.getKey());
        Long integer = whole(entry.getValue(), entryAt, least, Integer.MAX_VALUE);
        if (integer != null) {
          integers.put(entry.getKey(), integer.intValue());
        }
      }
    }
    return integers;
  }

  /**
   * What {@code read} makes of each item of an array; empty where the array is null.
   *
   * @param what the array should be
   */
  <T> List<T> items(
      String name, JsonNode array, String what, BiFunction<JsonNode, String, T> read) {
    if (array == null) {
      return List.of();
    }
    if (!array.isArray()) {
      findings.unreadable(at(name), ProblemCode.WRONG_TYPE, wrongType(at(name), array, what));
      return List.of();
    }
    List<T> items = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      items.add(read.apply(array.get(i), JsonPointers.child(at(name), i)));
    }
    return items;
  }

  /** The value whose label a string is. */
  <E> E oneOf(String name, E[] values, Function<E, String> label) {
    String given = string(name);
    E value = labelled(given, values, label);
    if (given != null && value == null) {
      findings.add(at(name), ProblemCode.UNKNOWN_VALUE, unknown(name, given, values, label));
    }
    return value;
  }

  /** The value whose label a string that must be there is. */
  <E> E requiredOneOf(String name, String what, E[] values, Function<E, String> label) {
    String given = requiredString(name, what);
    E value = labelled(given, values, label);
    if (given != null && value == null) {
      findings.unreadable(at(name), ProblemCode.UNKNOWN_VALUE, unknown(name, given, values, label));
    }
    return value;
  }

  private static <E> E labelled(String given, E[] values, Function<E, String> label) {
    return Arrays.stream(values)
        .filter(value -> label.apply(value).equals(given))
        .findFirst()
        .orElse(null);
  }

  private static <E> String unknown(
      String name, String given, E[] values, Function<E, String> label) {
    String allowed = Arrays.stream(values).map(label).collect(Collectors.joining(", "));
    return name + " is \"" + given + "\": use one of " + allowed;
  }

  /** Reports every field that was not asked for. */
  void rejectOthers() {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        findings.add(
            at(name),
            ProblemCode.UNKNOWN_FIELD,
            "field \"" + name + "\" is unknown: the fields here are " + String.join(", ", known));
      }
    }
  }

  static String wrongType(String at, JsonNode value, String wanted) {
    String type = value.getNodeType().name().toLowerCase(Locale.ROOT);
    String hint = value.isNull() ? ", or leave the field out" : "";
    return named(at) + " is of type " + type + ": give " + wanted + hint;
  }

  /** The end of a pointer, from its last part that is no number. */
  private static String named(String pointer) {
    int cut = pointer.length();
    do {
      cut = pointer.lastIndexOf('/', cut - 1);
    } while (cut > 0 && pointer.substring(cut + 1).matches("\\d.*"));
    return cut < 0 ? "the value" : pointer.substring(cut + 1).replace("~1", "/").replace("~0", "~");
  }

  /** A field of a type; one of another type is reported and read as if it were not there. */
  JsonNode typed(String name, Predicate<JsonNode> type, String wanted) {
    JsonNode value = any(name);
    if (value == null || type.test(value)) {
      return value;
    }
    wrong(at(name), value, wanted);
    return null;
  }

  private void wrong(String at, JsonNode value, String wanted) {
    findings.add(at, ProblemCode.WRONG_TYPE, wrongType(at, value, wanted));
  }

  private String string(JsonNode value, String at) {
    if (value.isTextual()) {
      return value.textValue();
    }
    findings.unreadable(at, ProblemCode.WRONG_TYPE, wrongType(at, value, "a string"));
    return null;
  }

  /** An integer as JSON Schema understands it: 3.0 is one. */
  private Long whole(JsonNode value, String at, long least, long most) {
    if (value == null) {
      return null;
    }
    boolean whole = value.isNumber() && (value.isIntegralNumber() || value.doubleValue() % 1 == 0);
    if (!whole) {
      wrong(at, value, "an integer");
      return null;
    }
    if (value.doubleValue() < least || value.doubleValue() > most || !value.canConvertToLong()) {
      findings.add(
          at,
          ProblemCode.OUT_OF_RANGE,
          named(at) + " is " + value + ": it must be " + least + " to " + most);
      return null;
    }
    return value.longValue();
  }
}
