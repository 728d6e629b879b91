package io.sglflink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sglflink.model.Constraint;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FinishReason;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.model.Role;
import io.sglflink.model.TokenLogprob;
import io.sglflink.runtime.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text in, text out, on a real model. */
class EngineTest {

  private static final RequestId ID = new RequestId("run-1", "/body/2");
  private static final String QUESTION = "问题:什么是AI?\n答案:";

  private static EngineLease lease;
  private static LanguageModel model;
  private static JsonNode expected;

  @BeforeAll
  static void open() throws IOException {
    lease = SharedEngines.acquire(ParityModels.options(ParityModels.directory("llama")));
    model = lease.model();
    expected =
        new ObjectMapper().readTree(ParityModels.expected("llama").toFile()).path("cases").path(0);
    assertThat(expected.path("prompt").asText()).isEqualTo(QUESTION);
  }

  @AfterAll
  static void close() {
    lease.close();
  }

  private static GenerateRequest request(String prompt, Sampling sampling, long seed) {
    return new GenerateRequest(ID, prompt, sampling.params(), Constraint.NONE, seed);
  }

  private static Generation generate(LanguageModel on, String prompt, Sampling sampling) {
    return on.generate(request(prompt, sampling, 0)).join();
  }

  private static Generation generate(Sampling sampling) {
    return generate(model, QUESTION, sampling);
  }

  private static AbstractThrowableAssert<?, ?> assertFails(
      CompletableFuture<?> future, FailureCode code) {
    return assertThatThrownBy(future::join)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  private static List<Integer> ids(List<TokenLogprob> logprobs) {
    return logprobs.stream().map(TokenLogprob::tokenId).toList();
  }

  private static List<Integer> expectedGreedy() {
    List<Integer> ids = new ArrayList<>();
    expected.path("greedy_ids").forEach(id -> ids.add(id.asInt()));
    return ids;
  }

  @Test
  void greedyTextIsThatOfTheExpectedTokens() {
    Generation generation = generate(Sampling.greedy().maxTokens(24).top(0));
    assertThat(ids(generation.outputLogprobs())).isEqualTo(expectedGreedy());
    assertThat(generation.text()).startsWith("_{_{_{_{_{_{ueestion");
    assertThat(generation.finishReason()).isEqualTo(new FinishReason.Length(24));
    assertThat(generation.promptTokens()).isEqualTo(15);
    assertThat(generation.completionTokens()).isEqualTo(24);
    assertThat(generation.timing().waiting()).isNotNegative();
    assertThat(generation.timing().running()).isPositive();
  }

  @Test
  void aStopStringOverTokensCutsTheTextBeforeIt() {
    Generation generation = generate(Sampling.greedy().maxTokens(24).stop("ees", "{u"));
    assertThat(generation.text()).isEqualTo("_{_{_{_{_{_");
    assertThat(generation.finishReason()).isEqualTo(new FinishReason.StopString("{u"));
    assertThat(generation.completionTokens()).isEqualTo(7);
  }

  @Test
  void aStopStringThatIsASpecialTokenEndsTheOutputBeforeIt() {
    int end;
    try (Tokenizer tokenizer = Tokenizer.open(ParityModels.directory("llama"))) {
      end = tokenizer.split("<|im_end|>")[0];
    }
    Generation generation =
        generate(Sampling.greedy().maxTokens(24).bias(Map.of(end, 1000.0)).stop("<|im_end|>"));
    assertThat(generation.text()).isEmpty();
    assertThat(generation.finishReason()).isEqualTo(new FinishReason.StopString("<|im_end|>"));
  }

  @Test
  void theChosenChatTemplateIsTheModels() {
    EngineOptions options = ParityModels.options(ParityModels.directory("llama"));
    try (EngineLease chat = SharedEngines.acquire(options.withChatTemplate("chatml"))) {
      assertThat(chat.model().chatFormat().prefix(List.of(), Role.USER))
          .isEqualTo("<|im_start|>user\n");
      assertThat(chat.model().chatFormat().stop()).containsExactly("<|im_end|>");
    }
    assertThatThrownBy(() -> SharedEngines.acquire(options.withChatTemplate("chat-ml")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"chat-ml\"");
  }

  @Test
  void aStopTokenEndsTheOutputAndIsNotInItsText() {
    Generation generation = generate(Sampling.greedy().maxTokens(24).stopTokenIds(467, 639).top(0));
    assertThat(generation.text()).isEqualTo("_{_{_{_{_{_{ue");
    assertThat(generation.finishReason()).isEqualTo(new FinishReason.StopToken(467));
    assertThat(ids(generation.outputLogprobs())).isEqualTo(expectedGreedy().subList(0, 8));
    assertThat(generation.completionTokens()).isEqualTo(8);
  }

  @Test
  void aStopOnTheLastTokenAllowedIsAStop() {
    Generation generation = generate(Sampling.greedy().maxTokens(8).stopTokenIds(467));
    assertThat(generation.finishReason()).isEqualTo(new FinishReason.StopToken(467));
  }

  @Test
  void ignoreEosDrawsStopTokensLikeAnyOther() {
    Sampling sampling = Sampling.greedy().maxTokens(24).stopTokenIds(467).ignoreEos().top(0);
    Generation generation = generate(sampling);
    assertThat(ids(generation.outputLogprobs())).isEqualTo(expectedGreedy());
    assertThat(generation.finishReason()).isEqualTo(new FinishReason.Length(24));
  }

  @Test
  void stopStringsEndTheOutputBeforeMinTokensAndWithIgnoreEos() {
    Generation generation =
        generate(Sampling.greedy().maxTokens(24).minTokens(20).ignoreEos().stop("u"));
    assertThat(generation.text()).isEqualTo("_{_{_{_{_{_{");
  }

  @Test
  void minTokensPutsOffStopTokens() {
    Generation generation =
        generate(Sampling.greedy().maxTokens(60).minTokens(12).stopTokenIds(467).top(0));
    assertThat(generation.completionTokens()).isGreaterThanOrEqualTo(12);
    List<Integer> drawn = ids(generation.outputLogprobs());
    assertThat(drawn.subList(0, 12)).doesNotContain(467);
    assertThat(drawn.subList(0, 7)).isEqualTo(expectedGreedy().subList(0, 7));
  }

  @Test
  void theModelsOwnEndTokensComeFromItsGenerationConfig(@TempDir Path directory)
      throws IOException {
    Path copy = CheckpointCopy.of("llama", directory).endTokens(List.of(1, 467)).directory();
    try (EngineLease own = SharedEngines.acquire(ParityModels.options(copy))) {
      Sampling sampling = Sampling.greedy().maxTokens(24);
      Generation ended = generate(own.model(), QUESTION, sampling);
      assertThat(ended.finishReason()).isEqualTo(new FinishReason.StopToken(467));
      assertThat(ended.text()).isEqualTo("_{_{_{_{_{_{ue");
      assertThat(generate(own.model(), QUESTION, sampling.ignoreEos()).completionTokens())
          .isEqualTo(24);
    }
  }

  @Test
  void noTokensAtAllOnlyFillTheCache() {
    String prompt = "缓存 only: " + QUESTION;
    Generation filled = generate(model, prompt, Sampling.greedy().maxTokens(0));
    assertThat(filled.text()).isEmpty();
    assertThat(filled.finishReason()).isEqualTo(new FinishReason.Length(0));
    assertThat(filled.completionTokens()).isZero();
    assertThat(filled.outputLogprobs()).isEmpty();

    Generation again = generate(model, prompt, Sampling.greedy().maxTokens(0));
    assertThat(again.cachedTokens()).isEqualTo(again.promptTokens());
    Generation generated = generate(model, prompt, Sampling.greedy().maxTokens(2));
    assertThat(generated.cachedTokens()).isEqualTo(generated.promptTokens() - 1);
  }

  @Test
  void promptLogprobsAreReportedFromTheAskedPositionOn() {
    JsonNode wanted = expected.path("prompt_logprobs");
    for (int start : new int[] {0, 1, 5, 14}) {
      List<TokenLogprob> actual =
          generate(Sampling.greedy().maxTokens(1).logprobs(start, 0, false)).promptLogprobs();
      int first = Math.max(1, start);
      assertThat(actual).hasSize(15 - first);
      for (int i = 0; i < actual.size(); i++) {
        assertThat(actual.get(i).tokenId())
            .isEqualTo(expected.path("input_ids").path(first + i).asInt());
        assertThat(actual.get(i).logprob())
            .isCloseTo(wanted.path(first - 1 + i).asDouble(), within(1e-4));
        assertThat(actual.get(i).text()).isNull();
        assertThat(actual.get(i).top()).isEmpty();
      }
    }
    assertThat(generate(Sampling.greedy().logprobs(15, 0, false)).promptLogprobs()).isEmpty();
    assertThat(generate(Sampling.greedy().logprobs(-1, 0, false)).promptLogprobs()).isEmpty();
  }

  @Test
  void noTokensAtAllStillScoreThePrompt() {
    Generation scored = generate(Sampling.greedy().maxTokens(0).logprobs(0, 0, false));
    assertThat(scored.promptLogprobs()).hasSize(14);
    assertThat(scored.outputLogprobs()).isEmpty();
  }

  @Test
  void noTokensAtAllTellWhatWouldComeNextWhenAlternativesAreAskedFor() {
    Generation peeked = generate(Sampling.greedy().maxTokens(0).logprobs(-1, 5, true));
    assertThat(peeked.text()).isEmpty();
    assertThat(peeked.completionTokens()).isZero();
    assertThat(peeked.finishReason()).isEqualTo(new FinishReason.Length(0));
    assertThat(peeked.outputLogprobs())
        .isEqualTo(generate(Sampling.greedy().maxTokens(1).logprobs(-1, 5, true)).outputLogprobs());
  }

  @Test
  void outputLogprobsHaveTheBestAlternativesAndTheirTexts() {
    JsonNode last = expected.path("last_logprobs");
    TokenLogprob first =
        generate(Sampling.greedy().maxTokens(3).logprobs(-1, 5, true)).outputLogprobs().get(0);
    assertThat(first.tokenId()).isEqualTo(403);
    assertThat(first.text()).isEqualTo("_{");
    assertThat(first.logprob()).isCloseTo(last.path(403).asDouble(), within(1e-4));
    assertThat(first.top()).hasSize(5);
    assertThat(first.top().get(0).tokenId()).isEqualTo(403);
    assertThat(first.top().get(0).text()).isEqualTo("_{");
    for (int i = 0; i < 5; i++) {
      TokenLogprob top = first.top().get(i);
      assertThat(top.logprob()).isCloseTo(last.path(top.tokenId()).asDouble(), within(1e-4));
      assertThat(top.logprob()).isLessThanOrEqualTo(first.top().get(Math.max(0, i - 1)).logprob());
    }
  }

  @Test
  void whoeverAskedForLessGetsLessThoughBatchedWithOthers() {
    List<CompletableFuture<Generation>> running = new ArrayList<>();
    for (int top : new int[] {20, 0, 3}) {
      running.add(
          model.generate(
              request(QUESTION, Sampling.greedy().maxTokens(6).logprobs(-1, top, false), 0)));
    }
    running.add(model.generate(request(QUESTION, Sampling.greedy().maxTokens(6), 0)));
    assertThat(running.get(0).join().outputLogprobs())
        .hasSize(6)
        .allSatisfy(one -> assertThat(one.top()).hasSize(20));
    assertThat(running.get(1).join().outputLogprobs())
        .hasSize(6)
        .allSatisfy(one -> assertThat(one.top()).isEmpty());
    assertThat(running.get(2).join().outputLogprobs())
        .hasSize(6)
        .allSatisfy(one -> assertThat(one.top()).hasSize(3));
    assertThat(running.get(3).join().outputLogprobs()).isEmpty();
  }

  private static Sampling ofKind(int kind) {
    Sampling sampling = Sampling.at(1).maxTokens(32).top(0);
    return switch (kind % 4) {
      case 0 -> sampling;
      case 1 -> sampling.topP(0.8);
      case 2 -> sampling.topK(50).penalties(0.5, 0.5);
      default -> sampling.minP(0.05);
    };
  }

  @Test
  void aSeedDrawsTheSameTokensAloneAndAmongOthers() {
    for (int kind = 0; kind < 4; kind++) {
      List<Integer> alone =
          ids(model.generate(request(QUESTION, ofKind(kind), 7)).join().outputLogprobs());
      List<CompletableFuture<Generation>> others = new ArrayList<>();
      CompletableFuture<Generation> among = null;
      for (int i = 0; i < 16; i++) {
        if (i == 5) {
          among = model.generate(request(QUESTION, ofKind(kind), 7));
        }
        others.add(model.generate(request("第" + i + "题: text", ofKind(i / 4), i)));
      }
      assertThat(ids(among.join().outputLogprobs())).hasSize(32).isEqualTo(alone);
      others.forEach(other -> assertThat(other.join().completionTokens()).isPositive());
    }
  }

  @Test
  void anotherSeedDrawsOtherTokens() {
    List<Integer> first =
        ids(model.generate(request(QUESTION, ofKind(0), 1)).join().outputLogprobs());
    List<Integer> second =
        ids(model.generate(request(QUESTION, ofKind(0), 2)).join().outputLogprobs());
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void theEmptyPromptIsTheBeginOfSequenceToken() {
    Sampling sampling = Sampling.greedy().maxTokens(5).top(0);
    Generation empty = generate(model, "", sampling);
    assertThat(empty.promptTokens()).isEqualTo(1);
    Generation spelledOut = generate(model, "<|begin|>", sampling);
    assertThat(ids(empty.outputLogprobs())).isEqualTo(ids(spelledOut.outputLogprobs()));
  }

  @Test
  void theEmptyPromptIsRefusedWithoutABeginOfSequenceToken(@TempDir Path directory)
      throws IOException {
    Path copy = CheckpointCopy.of("llama", directory).withoutBos().directory();
    try (EngineLease own = SharedEngines.acquire(ParityModels.options(copy))) {
      assertFails(own.model().generate(request("", Sampling.greedy(), 0)), FailureCode.PROMPT_EMPTY)
          .hasMessage(
              "step /body/2 has no text before it and the model has no begin-of-sequence token:"
                  + " put text before the gen or select");
    }
  }
}
