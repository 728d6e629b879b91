package io.sglflink.runtime.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.Role;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The public families' templates render what transformers' apply_chat_template renders. */
class PublicTemplatesTest {

  static List<JsonNode> whole() {
    return TemplateCases.read("public.json").stream()
        .filter(conversation -> !mode(conversation).equals("unfinished"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("whole")
  void wholeConversationsAreWhatTransformersRenders(JsonNode conversation) {
    String source = TemplateCases.source(conversation.get("template").asText());
    List<ChatMessage> messages = TemplateCases.messages(conversation);
    boolean open = mode(conversation).equals("open");

    if (conversation.has("error")) {
      assertThatThrownBy(() -> TemplateCases.renderWhole(source, messages, open))
          .isInstanceOf(TemplateFailure.class)
          .hasMessage(conversation.get("error").asText());
    } else {
      assertThat(TemplateCases.renderWhole(source, messages, open))
          .isEqualTo(conversation.get("text").asText());
    }
  }

  static List<JsonNode> all() {
    return TemplateCases.read("public.json");
  }

  @ParameterizedTest
  @MethodSource("all")
  void turnByTurnTheyGiveTheSameTextUnlessTheyRewriteWhatWasSaid(JsonNode conversation) {
    ChatFormat format =
        TemplateCases.format(TemplateCases.source(conversation.get("template").asText()));
    if (conversation.has("error")) {
      assertThatThrownBy(() -> turnByTurn(format, conversation))
          .isInstanceOf(RequestFailedException.class)
          .hasMessageContaining(conversation.get("error").asText());
    } else if (movesALateSystemMessage(conversation)) {
      assertThatThrownBy(() -> turnByTurn(format, conversation))
          .isInstanceOf(RequestFailedException.class)
          .hasMessageContaining("leaves out a message");
    } else if (rewrites(conversation)) {
      assertThat(turnByTurn(format, conversation)).isNotEqualTo(withoutFinish(conversation));
    } else {
      assertThat(turnByTurn(format, conversation)).isEqualTo(withoutFinish(conversation));
    }
  }

  /**
   * Whether the template writes a message otherwise than it must be written before its content, or
   * what follows it, is known.
   */
  private static boolean rewrites(JsonNode conversation) {
    List<ChatMessage> messages = TemplateCases.messages(conversation);
    boolean padded = messages.stream().anyMatch(m -> !m.content().equals(m.content().strip()));
    boolean answered = messages.stream().anyMatch(m -> m.role() == Role.ASSISTANT);
    Role first = messages.get(0).role();
    return switch (name(conversation)) {
      case "llama3" -> padded || first == Role.ASSISTANT;
      case "llama3_1", "llama3_2", "gemma", "gemma3" -> padded;
      // Past thoughts go, and the last answer gets an empty one.
      case "qwen3" ->
          messages.get(messages.size() - 1).role() == Role.ASSISTANT
              || messages.stream().anyMatch(m -> m.content().contains("</think>"));
      // The prompt for an answer opens a thought, a past answer has none.
      case "deepseek_r1_distill" -> answered;
      case "phi3_5" -> first == Role.SYSTEM && messages.get(0).content().isEmpty();
      // The system message moves to the last question.
      case "mistral" -> first == Role.SYSTEM && answered;
      default -> false;
    };
  }

  private static boolean movesALateSystemMessage(JsonNode conversation) {
    return name(conversation).equals("deepseek_r1_distill")
        && TemplateCases.messages(conversation).stream()
            .skip(1)
            .anyMatch(m -> m.role() == Role.SYSTEM);
  }

  /** Phi ends a conversation that does not go on with an end-of-sequence text. */
  private static String withoutFinish(JsonNode conversation) {
    String text = conversation.get("text").asText();
    return name(conversation).startsWith("phi") && text.endsWith("</s>")
        ? text.substring(0, text.length() - "</s>".length())
        : text;
  }

  private static String name(JsonNode conversation) {
    String path = conversation.get("template").asText();
    return path.substring(path.indexOf('/') + 1, path.indexOf('.'));
  }

  private static String turnByTurn(ChatFormat format, JsonNode conversation) {
    List<ChatMessage> messages = TemplateCases.messages(conversation);
    int last = messages.size() - 1;
    List<ChatMessage> before = messages.subList(0, last);
    return switch (mode(conversation)) {
      case "open" ->
          TemplateCases.turnByTurn(format, messages) + format.prefix(messages, Role.ASSISTANT);
      case "unfinished" ->
          TemplateCases.turnByTurn(format, before)
              + format.prefix(before, Role.ASSISTANT)
              + messages.get(last).content();
      default -> TemplateCases.turnByTurn(format, messages);
    };
  }

  private static String mode(JsonNode conversation) {
    return conversation.get("mode").asText();
  }
}
