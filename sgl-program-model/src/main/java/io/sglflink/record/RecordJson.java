package io.sglflink.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.program.validate.Problem;

/** What the JSON forms of results and dead letters share. */
final class RecordJson {

  private static final double NANOS_PER_MILLI = 1e6;

  private RecordJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** One line of UTF-8; a half of a surrogate pair becomes a question mark. */
  static byte[] bytes(ObjectNode json) {
    return json.toString().getBytes(UTF_8);
  }

  static void putIfPresent(ObjectNode json, String name, String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  static void putError(ObjectNode json, RecordError error) {
    json.put("code", error.code().code())
        .put("message", error.message())
        .put("pointer", error.pointer());
    putIfPresent(json, "source", error.source());
    if (!error.problems().isEmpty()) {
      ArrayNode problems = json.putArray("problems");
      for (Problem problem : error.problems()) {
        problems
            .addObject()
            .put("code", problem.code().code())
            .put("message", problem.message())
            .put("pointer", problem.pointer());
      }
    }
  }

  /** Milliseconds to the microsecond. */
  static double millis(long nanos) {
    return Math.round(nanos / 1e3) * 1e3 / NANOS_PER_MILLI;
  }
}
