package io.sglflink.operators;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes wrong records of right ones. */
final class RecordMutations {

  private static final JsonMapper MAPPER = new JsonMapper();

  /** Values that stand where another was. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1",
          "3",
          "2147483648",
          "-9223372036854775808",
          "9223372036854775808",
          "1e308",
          "1.0e-320",
          "0.5",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud83d\"",
          "\"\\udc00\\ud800\"",
          "\"😀\"",
          "\"(a+)+$\"",
          "\"[\"",
          "\"name@v1\"",
          "\"" + "长".repeat(2_000) + "\"",
          "[]",
          "{}",
          "[[[[[[[[[[]]]]]]]]]]",
          "[null]",
          "{\"arg\":\"nobody\"}",
          "{\"var\":\"text\"}",
          "{\"\":{\"\":{}}}");

  private final Random random;
  private final List<ObjectNode> records;
  private final List<JsonNode> parts = new ArrayList<>();

  RecordMutations(long seed, List<ObjectNode> records) {
    this.random = new Random(seed);
    this.records = records;
    records.forEach(record -> collect(record, parts));
  }

  byte[] next() {
    ObjectNode record = any().deepCopy();
    int mutations = 1 + random.nextInt(3);
    if (random.nextInt(4) == 0) {
      byte[] bytes = bytes(record);
      for (int i = 0; i < mutations; i++) {
        bytes = mutateBytes(bytes);
      }
      return bytes;
    }
    for (int i = 0; i < mutations; i++) {
      mutateJson(record);
    }
    return switch (random.nextInt(16)) {
      case 0 -> mutateBytes(bytes(record));
      case 1 -> withAFieldTwice(record);
      default -> bytes(record);
    };
  }

  private ObjectNode any() {
    return records.get(random.nextInt(records.size()));
  }

  private static byte[] bytes(JsonNode record) {
    return record.toString().getBytes(UTF_8);
  }

  private byte[] mutateBytes(byte[] record) {
    if (record.length == 0) {
      return record;
    }
    int at = random.nextInt(record.length);
    return switch (random.nextInt(6)) {
      case 0 -> flipped(record, at);
      case 1 -> Arrays.copyOf(record, at);
      case 2 -> Arrays.copyOfRange(record, at, record.length);
      case 3 -> joined(Arrays.copyOf(record, at), bytes(any()));
      case 4 -> withInside(record, at, "[".repeat(1 + random.nextInt(300)).getBytes(UTF_8));
      default -> {
        byte[] inside = new byte[1 + random.nextInt(8)];
        random.nextBytes(inside);
        yield withInside(record, at, inside);
      }
    };
  }

  private byte[] flipped(byte[] record, int at) {
    byte[] flipped = record.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private static byte[] withInside(byte[] record, int at, byte[] inside) {
    return joined(
        joined(Arrays.copyOf(record, at), inside), Arrays.copyOfRange(record, at, record.length));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private void mutateJson(ObjectNode record) {
    List<JsonNode> containers = new ArrayList<>();
    collect(record, containers);
    mutate(containers.get(random.nextInt(containers.size())));
  }

  private byte[] withAFieldTwice(ObjectNode record) {
    String text = record.toString();
    return ("{\"id\":" + value() + (record.isEmpty() ? "" : ",") + text.substring(1))
        .getBytes(UTF_8);
  }

  private void mutate(JsonNode container) {
    if (container instanceof ObjectNode object && !object.isEmpty()) {
      List<Map.Entry<String, JsonNode>> fields = List.copyOf(object.properties());
      Map.Entry<String, JsonNode> field = fields.get(random.nextInt(fields.size()));
      switch (random.nextInt(5)) {
        case 0 -> object.remove(field.getKey());
        case 1 -> object.set(field.getKey() + "x", field.getValue());
        case 2 -> object.set(field.getKey(), foreign());
        case 3 -> object.set(field.getKey(), deep(field.getValue()));
        default -> object.set(field.getKey(), value());
      }
    } else if (container instanceof ArrayNode array && !array.isEmpty()) {
      int at = random.nextInt(array.size());
      switch (random.nextInt(5)) {
        case 0 -> array.remove(at);
        case 1 -> array.add(array.get(at).deepCopy());
        case 2 -> array.set(at, foreign());
        case 3 -> array.set(at, deep(array.get(at)));
        default -> array.set(at, value());
      }
    }
  }

  private JsonNode value() {
    return parse(VALUES.get(random.nextInt(VALUES.size())));
  }

  /** A part of another record. */
  private JsonNode foreign() {
    return parts.get(random.nextInt(parts.size())).deepCopy();
  }

  private JsonNode deep(JsonNode value) {
    JsonNode deep = value;
    for (int depth = random.nextInt(130); depth >= 0; depth--) {
      deep = MAPPER.createArrayNode().add(deep);
    }
    return deep;
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
