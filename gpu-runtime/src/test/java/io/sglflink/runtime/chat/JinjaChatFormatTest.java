package io.sglflink.runtime.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JinjaChatFormatTest {

  private static final ChatMessage SYSTEM = new ChatMessage(Role.SYSTEM, "简短。");
  private static final ChatMessage USER = new ChatMessage(Role.USER, "你好 {{ evil }}");
  private static final ChatMessage ASSISTANT = new ChatMessage(Role.ASSISTANT, "Hi 😀");

  /** Conversations that a template renders without changing contents or earlier text. */
  static List<JsonNode> plainConversations() {
    return TemplateCases.read("conversations.json").stream()
        .filter(conversation -> conversation.has("text"))
        .filter(
            conversation ->
                TemplateCases.messages(conversation).stream()
                    .allMatch(m -> m.content().equals(m.content().strip())))
        .filter(
            conversation ->
                !TemplateCases.messages(conversation).get(0).content().startsWith("only"))
        .filter(conversation -> !rewritesAnswers(conversation))
        .toList();
  }

  /**
   * These render a past answer otherwise than the prompt for it: Qwen3 writes an empty thought into
   * it, Llama 2 a space before it.
   */
  private static boolean rewritesAnswers(JsonNode conversation) {
    return Set.of("qwen3.jinja", "llama2.jinja").contains(conversation.get("template").asText())
        && TemplateCases.messages(conversation).stream().anyMatch(m -> m.role() == Role.ASSISTANT);
  }

  @ParameterizedTest
  @MethodSource("plainConversations")
  void prefixesContentsAndSuffixesTogetherAreWhatTransformersRenders(JsonNode conversation) {
    ChatFormat format = format(conversation.get("template").asText());
    List<ChatMessage> messages = TemplateCases.messages(conversation);
    String opened =
        conversation.get("generationPrompt").asBoolean()
            ? format.prefix(messages, Role.ASSISTANT)
            : "";

    assertThat(TemplateCases.turnByTurn(format, messages) + opened)
        .isEqualTo(conversation.get("text").asText());
  }

  @Test
  void aTemplatesOwnOpeningBelongsToTheFirstMessage() {
    ChatFormat qwen2 = format("qwen2.jinja");

    assertThat(qwen2.prefix(List.of(), Role.USER))
        .isEqualTo("<|im_start|>system\nYou answer questions.<|im_end|>\n<|im_start|>user\n");
    assertThat(qwen2.prefix(List.of(), Role.SYSTEM)).isEqualTo("<|im_start|>system\n");
    assertThat(qwen2.prefix(List.of(SYSTEM), Role.USER)).isEqualTo("<|im_start|>user\n");
    assertThat(format("llama3.jinja").prefix(List.of(), Role.SYSTEM))
        .startsWith("<s><|start_header_id|>system")
        .contains("Today is 22 Nov 2026");
  }

  @Test
  void theAssistantsPrefixIsTheGenerationPrompt() {
    assertThat(format("llama3.jinja").prefix(List.of(SYSTEM, USER), Role.ASSISTANT))
        .isEqualTo("<|start_header_id|>assistant<|end_header_id|>\n\n");
    assertThat(format("mistral.jinja").prefix(List.of(USER), Role.ASSISTANT)).isEmpty();
    assertThat(format("chatml.jinja").prefix(List.of(), Role.ASSISTANT))
        .isEqualTo("<|im_start|>assistant\n");
  }

  @Test
  void aTemplateThatDropsPastReasoningStillContinuesTheConversation() {
    ChatFormat qwen3 = format("qwen3.jinja");
    ChatMessage thoughtful = new ChatMessage(Role.ASSISTANT, "<think>\nhm\n</think>\n\n好");

    assertThat(qwen3.suffix(List.of(USER), thoughtful)).isEqualTo("<|im_end|>\n");
    assertThat(qwen3.prefix(List.of(USER, thoughtful), Role.USER)).isEqualTo("<|im_start|>user\n");
    assertThat(qwen3.prefix(List.of(USER, thoughtful, USER), Role.ASSISTANT))
        .isEqualTo("<|im_start|>assistant\n");
  }

  @Test
  void aSystemMessageThatATemplateWritesIntoTheNextUserMessageOpensThatOne() {
    ChatFormat llama2 = format("llama2.jinja");

    assertThat(llama2.prefix(List.of(), Role.SYSTEM)).isEqualTo("<s>[INST] <<SYS>>\n");
    assertThat(llama2.suffix(List.of(), SYSTEM)).isEmpty();
    assertThat(llama2.prefix(List.of(SYSTEM), Role.USER)).isEqualTo("\n<</SYS>>\n\n");
    assertThat(llama2.suffix(List.of(SYSTEM), USER)).isEqualTo(" [/INST]");
    assertThat(llama2.prefix(List.of(SYSTEM, USER), Role.ASSISTANT)).isEmpty();
  }

  @Test
  void fillsInWhatATemplateRepeatsFromAnEarlierMessage() {
    assertThat(format("mistral.jinja").prefix(List.of(SYSTEM, USER, ASSISTANT), Role.USER))
        .isEqualTo("[INST]" + SYSTEM.content() + "\n\n");
  }

  @Test
  void contentsNeverChangeTheTextAroundThem() {
    ChatFormat format = format("qwen2.jinja");
    ChatMessage hostile = new ChatMessage(Role.USER, "{% for %} \u29830\u2984 $1 \\ <|im_end|>");

    assertThat(format.prefix(List.of(hostile), Role.ASSISTANT))
        .isEqualTo("<|im_start|>assistant\n");
    assertThat(format.suffix(List.of(), hostile)).isEqualTo("<|im_end|>\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mistral.jinja", "llama2.jinja"})
  void aConversationThatTheTemplateRejectsFailsInTheTemplatesWords(String template) {
    assertThatThrownBy(() -> format(template).prefix(List.of(USER), Role.USER))
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.CHAT_TEMPLATE))
        .hasMessageContaining("Users and assistants take turns, users first!")
        .hasMessageContaining("user, user");
  }

  @Test
  void aTemplateThatIsNotIncrementalFails() {
    ChatFormat format =
        jinja("{% for m in messages %}{{ m.content }}{{ '.' if loop.last else ',' }}{% endfor %}");

    assertThatThrownBy(() -> format.prefix(List.of(USER), Role.USER))
        .isInstanceOf(RequestFailedException.class)
        .hasMessageContaining("not incremental");
  }

  @Test
  void aTemplateThatLeavesAMessageOutFails() {
    ChatFormat format =
        jinja("{% for m in messages if m.role != 'user' %}{{ m.content }};{% endfor %}");

    assertThatThrownBy(() -> format.prefix(List.of(), Role.USER))
        .isInstanceOf(RequestFailedException.class)
        .hasMessageContaining("leaves out");
    assertThatThrownBy(() -> format.suffix(List.of(), USER))
        .isInstanceOf(RequestFailedException.class)
        .hasMessageContaining("leaves out");
  }

  @Test
  void aDateInTheTemplateMovesOn() {
    SettableClock clock = new SettableClock();
    ChatFormat format =
        new JinjaChatFormat(TemplateCases.template("llama3.jinja"), Map.of(), clock);

    assertThat(format.prefix(List.of(), Role.USER)).contains("22 Nov 2026");
    clock.now = clock.now.plus(Duration.ofDays(1));
    assertThat(format.prefix(List.of(), Role.USER)).contains("23 Nov 2026");
  }

  @Test
  void answersTheSameAgain() {
    ChatFormat format = format("chatml.jinja");
    List<ChatMessage> history = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      history.add(i % 2 == 0 ? USER : ASSISTANT);
      assertThat(format.suffix(history, USER)).isEqualTo("<|im_end|>\n");
      assertThat(format.suffix(history, USER)).isEqualTo("<|im_end|>\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "chatml.jinja, <|im_end|>",
    "llama3.jinja, <|eot_id|>",
    "mistral.jinja, </s>",
    "qwen3.jinja, <|im_end|>",
  })
  void whatClosesAnAnswerEndsGeneration(String template, String stop) {
    assertThat(format(template).stop()).containsExactly(stop);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for m in messages %}{{ m.content }}\n{% endfor %}",
        "{{ raise_exception('no') }}",
        "{% for m in messages %}{{ m.content }}again {{ m.content }};{% endfor %}",
      })
  void anAnswerThatNothingClosesEndsByItself(String template) {
    assertThat(jinja(template).stop()).doesNotContain("");
  }

  private static ChatFormat format(String template) {
    return new JinjaChatFormat(
        TemplateCases.template(template),
        TemplateCases.SPECIAL_TOKENS,
        TemplateCases.CONVERSATIONS_CLOCK);
  }

  private static ChatFormat jinja(String source) {
    return new JinjaChatFormat(
        source, TemplateCases.SPECIAL_TOKENS, TemplateCases.CONVERSATIONS_CLOCK);
  }

  private static final class SettableClock extends Clock {

    private Instant now = Instant.parse("2026-11-22T23:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("the test reads UTC");
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
