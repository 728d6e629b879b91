package io.sglflink.python.compile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON texts as Python's {@code json} writes and reads them. */
public final class PythonJson {

  private static final JsonMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private PythonJson() {}

  /** What {@code json.dumps} gives. */
  public static String dumps(JsonNode value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(JsonNode value, StringBuilder out) {
    String between = "";
    if (value.isArray()) {
      out.append('[');
      for (JsonNode item : value) {
        out.append(between);
        write(item, out);
        between = ", ";
      }
      out.append(']');
    } else if (value.isObject()) {
      out.append('{');
      for (var field : value.properties()) {
        out.append(between)
            .append(scalar(ASCII.getNodeFactory().textNode(field.getKey())))
            .append(": ");
        write(field.getValue(), out);
        between = ", ";
      }
      out.append('}');
    } else {
      out.append(scalar(value));
    }
  }

  private static String scalar(JsonNode value) {
    try {
      return ASCII.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The object or boolean that the text says without loss, or the text itself. */
  public static JsonNode schema(String text) {
    try {
      JsonNode exact = EXACT.readTree(text);
      JsonNode plain = ASCII.readTree(text);
      boolean schema = plain.isObject() || plain.isBoolean();
      if (schema && EXACT.readTree(plain.toString()).equals(exact)) {
        return plain;
      }
    } catch (JsonProcessingException e) {
      // The validator says what is wrong with the text.
    }
    return ASCII.getNodeFactory().textNode(text);
  }
}
