package io.sglflink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads an object's fields by type and collects what is wrong with them. A JSON null is an absent
 * field. A reading method returns null for an absent or faulty field.
 */
final class ObjectReader {

  private final ObjectNode object;
  private final String pointer;
  private final List<Problem> problems;
  private final Set<String> known = new HashSet<>();

  ObjectReader(ObjectNode object, String pointer, List<Problem> problems) {
    this.object = object;
    this.pointer = pointer;
    this.problems = problems;
  }

  String string(String name) {
    JsonNode value = field(name);
    if (value != null && !value.isTextual()) {
      wrongType(name, value, "a string");
      return null;
    }
    return value == null ? null : value.textValue();
  }

  Long integer(String name, long least, long most) {
    JsonNode value = field(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber()) {
      wrongType(name, value, "an integer");
      return null;
    }
    if (!value.canConvertToLong() || value.longValue() < least || value.longValue() > most) {
      problem(
          name,
          ProblemCode.OUT_OF_RANGE,
          String.format("%s is %s: it must be %d to %d", name, value, least, most));
      return null;
    }
    return value.longValue();
  }

  ObjectNode object(String name) {
    JsonNode value = field(name);
    if (value instanceof ObjectNode read) {
      return read;
    }
    if (value != null) {
      wrongType(name, value, "an object");
    }
    return null;
  }

  /** The value as it is; null when the field is absent. */
  JsonNode field(String name) {
    known.add(name);
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  /** Reports every field that was not read. Comes after all reading methods. */
  void refuseOthers() {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!known.contains(field.getKey())) {
        problem(
            field.getKey(),
            ProblemCode.UNKNOWN_FIELD,
            String.format(
                "\"%s\" is not a field of %s: remove it, the fields are %s",
                field.getKey(),
                pointer.isEmpty() ? "a prompt record" : pointer.substring(1),
                String.join(", ", known.stream().sorted().toList())));
      }
    }
  }

  void problem(String name, ProblemCode code, String message) {
    problems.add(new Problem(child(pointer, name), code, message));
  }

  static String child(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  private void wrongType(String name, JsonNode value, String wanted) {
    problem(
        name,
        ProblemCode.WRONG_TYPE,
        String.format("%s is %s: it must be %s", name, shown(value), wanted));
  }

  private static String shown(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case STRING -> "a string";
      default -> value.toString();
    };
  }
}
