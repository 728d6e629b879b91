package io.sglflink.runtime.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JinjaEnvironmentTest {

  private static final List<Map<String, Object>> MESSAGES =
      List.of(
          Map.of("role", "system", "content", "S"),
          Map.of("role", "user", "content", "{{ 1+1 }} 你好"),
          Map.of("role", "assistant", "content", " A\n"));

  static List<JsonNode> expressions() {
    return TemplateCases.read("expressions.json");
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void rendersAsTransformersDoes(JsonNode expression) {
    JinjaEnvironment environment = new JinjaEnvironment(TemplateCases.EXPRESSIONS_CLOCK);
    Map<String, Object> variables = new HashMap<>(TemplateCases.SPECIAL_TOKENS);
    variables.put("messages", MESSAGES);
    variables.put("strftime_now", true);

    String template = expression.get("template").asText();
    if (expression.has("raises")) {
      assertThatThrownBy(() -> environment.render(template, variables))
          .isInstanceOf(TemplateFailure.class);
    } else {
      assertThat(environment.render(template, variables))
          .isEqualTo(expression.get("text").asText());
    }
  }

  static List<JsonNode> conversations() {
    return TemplateCases.read("conversations.json");
  }

  @ParameterizedTest
  @MethodSource("conversations")
  void rendersWholeConversationsAsTransformersDoes(JsonNode conversation) {
    JinjaEnvironment environment = new JinjaEnvironment(TemplateCases.CONVERSATIONS_CLOCK);
    Map<String, Object> variables = new HashMap<>(TemplateCases.SPECIAL_TOKENS);
    variables.put(
        "messages",
        new JsonMapper()
            .convertValue(
                conversation.get("messages"), new TypeReference<List<Map<String, Object>>>() {}));
    variables.put("add_generation_prompt", conversation.get("generationPrompt").asBoolean());
    variables.put("strftime_now", true);

    String template = TemplateCases.template(conversation.get("template").asText());
    if (conversation.has("error")) {
      assertThatThrownBy(() -> environment.render(template, variables))
          .isInstanceOf(TemplateFailure.class)
          .hasMessage(conversation.get("error").asText());
    } else {
      assertThat(environment.render(template, variables))
          .isEqualTo(conversation.get("text").asText());
    }
  }

  @Test
  void saysInTheTemplatesOwnWordsWhyItRaised() {
    assertThatThrownBy(() -> render("{{ raise_exception('角色必须交替') }}"))
        .isInstanceOf(TemplateFailure.class)
        .hasMessage("角色必须交替");
  }

  @Test
  void namesTheLineOfAMistake() {
    assertThatThrownBy(() -> render("a\nb{{ 'x' | nofilter }}"))
        .isInstanceOf(TemplateFailure.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("nofilter");
  }

  @Test
  void readsNoOtherFiles() {
    assertThatThrownBy(() -> render("{% include 'log4j2.xml' %}"))
        .isInstanceOf(TemplateFailure.class)
        .hasMessageContaining("include");
  }

  @Test
  void rendersOnSeveralThreadsAtOnce() {
    JinjaEnvironment environment = new JinjaEnvironment(TemplateCases.EXPRESSIONS_CLOCK);
    String template =
        "{% set ns = namespace(n=0) %}{% for i in range(50) %}{% set ns.n = ns.n + x %}{% endfor %}{{ ns.n }}";

    List<String> texts =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(x -> environment.render(template, Map.of("x", x)))
            .toList();

    assertThat(texts)
        .containsExactlyElementsOf(
            IntStream.range(0, 64).mapToObj(x -> String.valueOf(50 * x)).toList());
  }

  private static String render(String template) {
    return new JinjaEnvironment(TemplateCases.EXPRESSIONS_CLOCK).render(template, Map.of());
  }
}
