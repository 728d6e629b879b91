package io.sglflink.runtime.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.runtime.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds the chat template in a checkpoint directory, and the texts that templates refer to. */
final class ChatTemplates {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String FILE = "chat_template.jinja";
  private static final String CONFIG = "tokenizer_config.json";
  private static final String FIELD = "chat_template";

  private ChatTemplates() {}

  /** The template's source, or null when the checkpoint has none. */
  static String find(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      if (Files.exists(file)) {
        return Files.readString(file);
      }
    } catch (IOException e) {
      throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
    }
    return template(directory.resolve(CONFIG), config(directory).path(FIELD));
  }

  /** Texts of all special tokens that tokenizer_config.json names, for example bos_token. */
  static Map<String, String> specialTokens(Path directory) {
    Map<String, String> tokens = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : config(directory).properties()) {
      JsonNode text =
          field.getValue().isObject() ? field.getValue().path("content") : field.getValue();
      if (field.getKey().endsWith("_token") && text.isTextual()) {
        tokens.put(field.getKey(), text.textValue());
      }
    }
    return tokens;
  }

  /** A template is a string, or a list of named ones of which "default" is meant. */
  private static String template(Path file, JsonNode template) {
    if (template.isMissingNode() || template.isNull()) {
      return null;
    }
    if (template.isTextual()) {
      return template.textValue();
    }
    for (JsonNode named : template) {
      if (named.path("name").asText().equals("default") && named.path("template").isTextual()) {
        return named.path("template").textValue();
      }
    }
    throw new CheckpointException(
        "%s has a %s that is neither a string nor a list with a template named default: write the template into %s"
            .formatted(file, FIELD, FILE));
  }

  private static JsonNode config(Path directory) {
    Path file = directory.resolve(CONFIG);
    if (!Files.exists(file)) {
      return MAPPER.createObjectNode();
    }
    try {
      return MAPPER.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          file + " is not valid JSON (" + e.getOriginalMessage() + "): restore it", e);
    } catch (IOException e) {
      throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
