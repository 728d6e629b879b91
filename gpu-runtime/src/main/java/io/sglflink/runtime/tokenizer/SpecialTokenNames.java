package io.sglflink.runtime.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.runtime.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The texts of special tokens that tokenizer_config.json names.
 *
 * @param bos begin of sequence, or null
 * @param eos end of sequence, or null
 */
record SpecialTokenNames(String bos, String eos) {

  private static final JsonMapper MAPPER = new JsonMapper();

  static SpecialTokenNames read(Path file) {
    if (!Files.exists(file)) {
      return new SpecialTokenNames(null, null);
    }
    try {
      JsonNode config = MAPPER.readTree(Files.readString(file));
      return new SpecialTokenNames(text(config.get("bos_token")), text(config.get("eos_token")));
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          file + " is not valid JSON (" + e.getOriginalMessage() + "): restore it", e);
    } catch (IOException e) {
      throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A token is written as its text, or as an object that holds its text as content. */
  private static String text(JsonNode token) {
    if (token == null) {
      return null;
    }
    JsonNode text = token.isObject() ? token.get("content") : token;
    return text == null || !text.isTextual() ? null : text.textValue();
  }
}
