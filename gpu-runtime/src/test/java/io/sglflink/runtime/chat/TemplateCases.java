package io.sglflink.runtime.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What transformers rendered, from the test resources. */
final class TemplateCases {

  /** The date that transformers had when it rendered the conversations. */
  static final Clock CONVERSATIONS_CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);

  /** The date that transformers had when it rendered the expressions. */
  static final Clock EXPRESSIONS_CLOCK =
      Clock.fixed(Instant.parse("2026-09-02T08:05:00Z"), ZoneOffset.UTC);

  static final Map<String, String> SPECIAL_TOKENS = Map.of("bos_token", "<s>", "eos_token", "</s>");

  private TemplateCases() {}

  static List<JsonNode> read(String resource) {
    try {
      return StreamSupport.stream(new JsonMapper().readTree(text(resource)).spliterator(), false)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String template(String name) {
    return text("templates/" + name);
  }

  private static String text(String resource) {
    try (InputStream stream = TemplateCases.class.getResourceAsStream("/chat/" + resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
