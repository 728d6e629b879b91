package io.sglflink.runtime.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

  /** A template of the project's own. */
  static String template(String name) {
    return source("templates/" + name);
  }

  /** A template by its path below the resources. */
  static String source(String path) {
    return text(path);
  }

  static ChatFormat format(String source) {
    return new JinjaChatFormat(source, SPECIAL_TOKENS, CONVERSATIONS_CLOCK);
  }

  /** The whole conversation, as transformers renders it. */
  static String renderWhole(String source, List<ChatMessage> messages, boolean generationPrompt) {
    Map<String, Object> variables = new HashMap<>(SPECIAL_TOKENS);
    variables.put(
        "messages",
        messages.stream()
            .map(message -> Map.of("role", message.role().label(), "content", message.content()))
            .toList());
    variables.put("add_generation_prompt", generationPrompt);
    variables.put("strftime_now", true);
    return new JinjaEnvironment(CONVERSATIONS_CLOCK).render(source, variables);
  }

  /** {@code messages} as a program's role blocks write them. */
  static String turnByTurn(ChatFormat format, List<ChatMessage> messages) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < messages.size(); i++) {
      List<ChatMessage> history = messages.subList(0, i);
      ChatMessage message = messages.get(i);
      text.append(format.prefix(history, message.role()))
          .append(message.content())
          .append(format.suffix(history, message));
    }
    return text.toString();
  }

  static List<ChatMessage> messages(JsonNode conversation) {
    List<ChatMessage> messages = new ArrayList<>();
    for (JsonNode message : conversation.get("messages")) {
      Role role = Role.valueOf(message.get("role").asText().toUpperCase(Locale.ROOT));
      messages.add(new ChatMessage(role, message.get("content").asText()));
    }
    return messages;
  }

  private static String text(String resource) {
    try (InputStream stream = TemplateCases.class.getResourceAsStream("/chat/" + resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
