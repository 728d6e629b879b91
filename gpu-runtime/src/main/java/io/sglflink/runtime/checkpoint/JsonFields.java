package io.sglflink.runtime.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The fields of one JSON object; every complaint names the file and the field. */
final class JsonFields {

  static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Path file;
  private final String prefix;
  private final JsonNode object;

  private JsonFields(Path file, String prefix, JsonNode object) {
    this.file = file;
    this.prefix = prefix;
    this.object = object;
  }

  static JsonFields read(Path file) {
    try {
      JsonNode node = MAPPER.readTree(Files.readString(file));
      if (!node.isObject()) {
        throw new CheckpointException(file + " holds no JSON object: restore it");
      }
      return new JsonFields(file, "", node);
    } catch (NoSuchFileException e) {
      throw new CheckpointException(
          file + " is missing: give the directory of a complete Hugging Face checkpoint", e);
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          file + " is not valid JSON (" + e.getOriginalMessage() + "): restore it", e);
    } catch (IOException e) {
      throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  Path file() {
    return file;
  }

  /** Whether the field is there and not null. */
  boolean has(String name) {
    return object.hasNonNull(name);
  }

  /** Whether the field is there, even as null. */
  boolean declares(String name) {
    return object.has(name);
  }

  JsonNode node(String name) {
    return object.get(name);
  }

  /** The object in field {@code name}, or null when there is none. */
  JsonFields object(String name) {
    if (!has(name)) {
      return null;
    }
    JsonNode node = object.get(name);
    if (!node.isObject()) {
      throw wrong(name, "an object");
    }
    return new JsonFields(file, prefix + name + ".", node);
  }

  /** A required count, at least 1. */
  int count(String name) {
    if (!has(name)) {
      throw new CheckpointException(file + " has no " + prefix + name + ": add it");
    }
    JsonNode node = object.get(name);
    if (!node.canConvertToExactIntegral() || !node.canConvertToInt() || node.intValue() < 1) {
      throw wrong(name, "a whole number, at least 1");
    }
    return node.intValue();
  }

  int count(String name, int absent) {
    return has(name) ? count(name) : absent;
  }

  /** A whole number, at least 0. */
  int index(String name, int absent) {
    if (!has(name)) {
      return absent;
    }
    JsonNode node = object.get(name);
    if (!node.canConvertToExactIntegral() || !node.canConvertToInt() || node.intValue() < 0) {
      throw wrong(name, "a whole number, at least 0");
    }
    return node.intValue();
  }

  /** A required number greater than 0. */
  double positive(String name) {
    if (!has(name)) {
      throw new CheckpointException(file + " has no " + prefix + name + ": add it");
    }
    JsonNode node = object.get(name);
    if (!node.isNumber() || !(node.doubleValue() > 0)) {
      throw wrong(name, "a number greater than 0");
    }
    return node.doubleValue();
  }

  double positive(String name, double absent) {
    return has(name) ? positive(name) : absent;
  }

  boolean flag(String name, boolean absent) {
    if (!has(name)) {
      return absent;
    }
    if (!object.get(name).isBoolean()) {
      throw wrong(name, "true or false");
    }
    return object.get(name).booleanValue();
  }

  String text(String name, String absent) {
    if (!has(name)) {
      return absent;
    }
    if (!object.get(name).isTextual()) {
      throw wrong(name, "a string");
    }
    return object.get(name).textValue();
  }

  /** A required list of numbers greater than 0. */
  List<Double> positives(String name) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode number : list(name)) {
      if (!number.isNumber() || !(number.doubleValue() > 0)) {
        throw wrong(name, "a list of numbers greater than 0");
      }
      numbers.add(number.doubleValue());
    }
    return List.copyOf(numbers);
  }

  /** A required list. */
  JsonNode list(String name) {
    if (!has(name)) {
      throw new CheckpointException(file + " has no " + prefix + name + ": add it");
    }
    if (!object.get(name).isArray()) {
      throw wrong(name, "a list");
    }
    return object.get(name);
  }

  /** Token ids given as one number or as a list; empty when the field is absent or null. */
  List<Integer> tokenIds(String name) {
    if (!has(name)) {
      return List.of();
    }
    JsonNode node = object.get(name);
    List<Integer> ids = new ArrayList<>();
    for (JsonNode id : node.isArray() ? node : List.of(node)) {
      if (!id.canConvertToExactIntegral() || !id.canConvertToInt() || id.intValue() < 0) {
        throw wrong(name, "a token id or a list of token ids");
      }
      ids.add(id.intValue());
    }
    return List.copyOf(ids);
  }

  CheckpointException wrong(String name, String expected) {
    return new CheckpointException(
        "%s has %s%s = %s where %s is expected: correct it"
            .formatted(file, prefix, name, object.get(name), expected));
  }
}
