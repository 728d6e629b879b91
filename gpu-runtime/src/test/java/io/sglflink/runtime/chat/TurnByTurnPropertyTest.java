package io.sglflink.runtime.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.Role;
import io.sglflink.runtime.ParityModels;
import io.sglflink.runtime.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A conversation that grows, in every template at hand. */
class TurnByTurnPropertyTest {

  private static final int TRIES = 60;

  /** These write past messages as they were written when they were the last. */
  private static final List<String> LASTING =
      Stream.of("llama3", "llama3_1", "qwen2_5", "gemma3", "phi3", "phi3_5")
          .map(name -> TemplateCases.source("public/" + name + ".jinja"))
          .toList();

  private static final List<String> REWRITING =
      Stream.of("public/qwen3.jinja", "public/deepseek_r1_distill.jinja", "templates/mistral.jinja")
          .map(TemplateCases::source)
          .toList();

  @Property(tries = TRIES)
  void theTurnsTogetherAreTheWholeRendering(
      @ForAll("lasting") String template, @ForAll("conversations") List<ChatMessage> messages) {
    ChatFormat format = TemplateCases.format(template);

    assertThat(open(format, messages))
        .isEqualTo(TemplateCases.renderWhole(template, messages, true));
  }

  @Property(tries = TRIES)
  void everyPromptBeginsWithTheLastOneAndItsAnswer(
      @ForAll("lasting") String template, @ForAll("conversations") List<ChatMessage> messages) {
    List<ChatMessage> longer = new ArrayList<>(messages);
    longer.add(new ChatMessage(Role.ASSISTANT, "好"));
    longer.add(new ChatMessage(Role.USER, "?"));

    assertThat(TemplateCases.renderWhole(template, longer, true))
        .startsWith(open(TemplateCases.format(template), messages) + "好");
  }

  @Property(tries = TRIES)
  void whereThePastIsRewrittenTheLastTurnIsAsRendered(
      @ForAll("rewriting") String template, @ForAll("conversations") List<ChatMessage> messages) {
    String last = messages.get(messages.size() - 1).content();
    String rendered = TemplateCases.renderWhole(template, messages, true);

    assertThat(open(TemplateCases.format(template), messages))
        .endsWith(rendered.substring(rendered.lastIndexOf(last)));
  }

  @Example
  void theTokensOfATurnBeginWithThoseOfTheLastOne() {
    ChatFormat format = TemplateCases.format(NamedTemplates.source("chatml"));
    List<ChatMessage> messages = new ArrayList<>();
    int[] last = {};
    try (Tokenizer tokenizer = Tokenizer.open(ParityModels.directory("llama"))) {
      for (String said : List.of("什么是AI?", "Tell me more.", "谢谢 😀")) {
        messages.add(new ChatMessage(Role.USER, said));
        int[] tokens = tokenizer.encode(open(format, messages));
        assertThat(Arrays.copyOf(tokens, last.length)).isEqualTo(last);
        last = tokens;
        messages.add(new ChatMessage(Role.ASSISTANT, "An answer. 答案"));
      }
    }
  }

  @Provide
  Arbitrary<String> lasting() {
    return Arbitraries.of(
        Stream.concat(LASTING.stream(), NamedTemplates.NAMES.stream().map(NamedTemplates::source))
            .toList());
  }

  @Provide
  Arbitrary<String> rewriting() {
    return Arbitraries.of(REWRITING);
  }

  /** With a system message or without, then questions and answers, a question last. */
  @Provide
  Arbitrary<List<ChatMessage>> conversations() {
    Arbitrary<String> contents =
        Arbitraries.strings()
            .ofMaxLength(12)
            .map(String::strip)
            .filter(text -> text.chars().noneMatch(c -> Character.isISOControl(c)))
            .map(text -> "a" + text + "z");
    return contents.list().ofMinSize(1).ofMaxSize(6).map(said -> conversation(said));
  }

  private static List<ChatMessage> conversation(List<String> said) {
    List<ChatMessage> messages = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      Role role = (said.size() - i) % 2 == 1 ? Role.USER : Role.ASSISTANT;
      messages.add(new ChatMessage(role, said.get(i)));
    }
    if (messages.size() % 2 == 0) {
      messages.set(0, new ChatMessage(Role.SYSTEM, messages.get(0).content()));
    }
    return messages;
  }

  private static String open(ChatFormat format, List<ChatMessage> messages) {
    return TemplateCases.turnByTurn(format, messages) + format.prefix(messages, Role.ASSISTANT);
  }
}
