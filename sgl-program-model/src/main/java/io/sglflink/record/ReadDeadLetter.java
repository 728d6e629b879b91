package io.sglflink.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Base64;

/**
 * What a replay needs of a dead letter.
 *
 * @param id the record's id, or null
 * @param code the failure's code, for example {@code unknown_program}
 * @param position where the record was read
 * @param original the record's bytes, not to be modified; null where the letter has only their
 *     beginning
 * @param originalBytes how many bytes the record has
 */
public record ReadDeadLetter(
    String id, String code, String position, byte[] original, int originalBytes) {

  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * Reads the JSON form.
   *
   * @throws IllegalArgumentException when the bytes are no dead letter; the message says why
   */
  public static ReadDeadLetter of(byte[] json) {
    JsonNode letter = parse(json);
    String code = text(letter, "code");
    String position = text(letter, "position");
    boolean cut = letter.path("original_truncated").asBoolean();
    return new ReadDeadLetter(
        letter.hasNonNull("id") ? letter.get("id").asText() : null,
        code,
        position,
        cut ? null : original(letter),
        letter.path("original_bytes").asInt());
  }

  private static JsonNode parse(byte[] json) {
    try {
      JsonNode letter = MAPPER.readTree(json);
      if (letter != null && letter.isObject()) {
        return letter;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
    throw new IllegalArgumentException("it is no JSON object");
  }

  private static byte[] original(JsonNode letter) {
    if (letter.path("original").isTextual()) {
      return letter.get("original").textValue().getBytes(UTF_8);
    }
    return Base64.getDecoder().decode(text(letter, "original_base64"));
  }

  private static String text(JsonNode letter, String field) {
    JsonNode value = letter.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("it has no \"" + field + "\"");
    }
    return value.textValue();
  }
}
