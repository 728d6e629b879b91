package io.sglflink.program.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON in tests. */
public final class Json {

  private Json() {}

  /** A tree. */
  public static JsonNode read(String json) {
    try {
      return new JsonMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /** The fields of an object; single quotes stand for double ones. */
  public static Map<String, JsonNode> fields(String json) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    read(json.replace('\'', '"')).properties().forEach(e -> fields.put(e.getKey(), e.getValue()));
    return fields;
  }
}
