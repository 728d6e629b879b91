package io.sglflink.constraint.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/**
 * Bytes that were read, the last one first, kept where what they write matters later: items that
 * must differ, names that must not come twice.
 */
final class Tape {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Tape before;
  private final byte value;
  private final int length;

  Tape(Tape before, int value) {
    this.before = before;
    this.value = (byte) value;
    this.length = length(before) + 1;
  }

  static int length(Tape tape) {
    return tape == null ? 0 : tape.length;
  }

  /** The bytes of {@code tape} from {@code mark} on. */
  static String text(Tape tape, int mark) {
    byte[] bytes = new byte[length(tape) - mark];
    Tape at = tape;
    for (int i = bytes.length - 1; i >= 0; i--) {
      bytes[i] = at.value;
      at = at.before;
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The JSON value that {@code json} writes. */
  static JsonNode value(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("followed what is no JSON: " + json, e);
    }
  }
}
