package io.sglflink.runtime.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.model.FailureCode;
import io.sglflink.model.FinishReason;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.SamplingParams;
import io.sglflink.runtime.CheckpointCopy;
import io.sglflink.runtime.ParityModels;
import io.sglflink.runtime.Sampling;
import io.sglflink.runtime.TokenRequests;
import io.sglflink.runtime.engine.TokenEngine;
import io.sglflink.runtime.engine.TokenResult;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine draws from a real model, token by token. */
class SamplerTest {

  private static final int[] PROMPT = {498, 29, 310, 226, 474, 234, 349};
  private static final int DRAWS = 4_000;

  /** Chance of a higher score: 1 in 30,000. */
  private static final double HIGHEST_SCORE = 4;

  private static TokenEngine engine;

  @BeforeAll
  static void open() {
    engine = ParityModels.tokenEngine(ParityModels.options(ParityModels.directory("llama")));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static int[] run(Sampling sampling, long seed) {
    return engine.submit(TokenRequests.of(PROMPT, sampling, seed)).join().output();
  }

  private static int[] greedy(int tokens) {
    return run(Sampling.greedy().maxTokens(tokens), 0);
  }

  static Stream<Sampling> greedyInOtherWords() {
    return Stream.of(
        Sampling.at(3).topK(1),
        Sampling.at(3).topP(1e-9),
        Sampling.at(3).minP(1),
        Sampling.at(1e-5),
        Sampling.at(1e-7),
        Sampling.at(1).topK(1).topP(0.1).minP(0.5));
  }

  @ParameterizedTest
  @MethodSource("greedyInOtherWords")
  void keepingOneTokenIsGreedyWhateverTheSeed(Sampling sampling) {
    for (int seed = 0; seed < 10; seed++) {
      assertThat(run(sampling.maxTokens(16), seed)).isEqualTo(greedy(16));
    }
  }

  static Stream<SamplingParams> distributions() {
    return Stream.of(
            Sampling.at(0.6),
            Sampling.at(0.25),
            Sampling.at(0.5).topK(40),
            Sampling.at(0.5).topP(0.6),
            Sampling.at(0.5).minP(0.1),
            Sampling.at(0.5).topK(60).topP(0.7).minP(0.02))
        .map(Sampling::params);
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void tokensComeAsOftenAsTheModelSays(SamplingParams params) {
    int[] counts = counts(params);
    double[] expected = reference(params).probabilities();
    assertThat(ChiSquare.standardScore(counts, expected)).isLessThan(HIGHEST_SCORE);
    // The same counts tell another temperature apart.
    double[] warmer = reference(warmer(params)).probabilities();
    assertThat(ChiSquare.standardScore(counts, warmer)).isGreaterThan(HIGHEST_SCORE);
  }

  private static Sampling copy(SamplingParams params, double temperature) {
    return Sampling.at(temperature).topK(params.topK()).topP(params.topP()).minP(params.minP());
  }

  private static SamplingParams warmer(SamplingParams params) {
    return copy(params, 1.5 * params.temperature()).params();
  }

  private static int[] counts(SamplingParams params) {
    List<CompletableFuture<TokenResult>> running = new ArrayList<>();
    for (int seed = 0; seed < DRAWS; seed++) {
      running.add(
          engine.submit(TokenRequests.of(PROMPT, copy(params, params.temperature()), seed)));
    }
    int[] counts = new int[ParityModels.VOCABULARY];
    running.forEach(one -> counts[one.join().output()[0]]++);
    return counts;
  }

  private static ReferenceSampler reference(SamplingParams params) {
    TokenResult all =
        engine
            .submit(TokenRequests.of(PROMPT, Sampling.greedy().top(ParityModels.VOCABULARY)))
            .join();
    return new ReferenceSampler(
        TokenRequests.byToken(all.drawn().get(0)),
        params.temperature(),
        params.topK(),
        params.topP(),
        params.minP());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.7, 0.03, -0.4})
  void penaltiesLowerLogitsByCountTimesFrequencyAndOncePresence(double frequency) {
    double presence = 0.25;
    Sampling sampling =
        Sampling.greedy().penalties(frequency, presence).maxTokens(64).top(ParityModels.VOCABULARY);
    TokenResult result = engine.submit(TokenRequests.of(PROMPT, sampling)).join();

    Map<Integer, Integer> counts = new HashMap<>();
    int changed = 0;
    for (int i = 0; i < result.output().length; i++) {
      double[] logits = TokenRequests.byToken(result.drawn().get(i));
      int unpenalised = best(logits);
      counts.forEach((token, count) -> logits[token] -= frequency * count + presence);
      int drawn = result.output()[i];
      // Closer than float32 tells apart, either may be drawn.
      assertThat(logits[best(logits)] - logits[drawn]).isLessThan(1e-5);
      changed += drawn == unpenalised ? 0 : 1;
      counts.merge(drawn, 1, Integer::sum);
    }
    assertThat(changed).isPositive();
  }

  /** The model repeats its first token after this prompt, by margins that the penalties undo. */
  private static final int[] REPEATING = {
    498, 29, 310, 226, 474, 234, 349, 36, 44, 34, 202, 497, 606, 234, 29
  };

  @Test
  void aPenaltyTurnsTheDrawExactlyAtTheMarginBetweenTheBestTwo() {
    Sampling plain = Sampling.greedy().maxTokens(3).top(2);
    TokenResult free = engine.submit(TokenRequests.of(REPEATING, plain)).join();
    assertThat(free.output()).containsOnly(free.output()[0]);
    double second = margin(free.drawn().get(1));
    double third = margin(free.drawn().get(2));
    // The same penalties must not turn the second draw before they turn the third.
    assertThat(third / 2).isLessThan(second);

    double close = 1e-4;
    assertDraws(free.output()[0], free.output()[0], 0, second - close);
    assertDraws(free.output()[0], free.drawn().get(1).topTokens()[1], 0, second + close);
    assertDrawsThird(free.output()[0], third / 2 - close);
    assertDrawsThird(free.drawn().get(2).topTokens()[1], third / 2 + close);
  }

  private static double margin(Logprobs logprobs) {
    return logprobs.topLogprobs()[0] - logprobs.topLogprobs()[1];
  }

  private static void assertDraws(int first, int second, double frequency, double presence) {
    Sampling sampling = Sampling.greedy().maxTokens(2).penalties(frequency, presence);
    assertThat(engine.submit(TokenRequests.of(REPEATING, sampling)).join().output())
        .containsExactly(first, second);
  }

  private static void assertDrawsThird(int third, double frequency) {
    Sampling sampling = Sampling.greedy().maxTokens(3).penalties(frequency, 0);
    assertThat(engine.submit(TokenRequests.of(REPEATING, sampling)).join().output()[2])
        .isEqualTo(third);
  }

  @Test
  void theReportedLogprobsAreTheModelsOwnDespitePenalties() {
    Sampling plain = Sampling.greedy().top(5);
    Sampling penalised = Sampling.greedy().penalties(2, 2).minTokens(1).top(5);
    Logprobs expected = engine.submit(TokenRequests.of(PROMPT, plain)).join().drawn().get(0);
    int best = expected.topTokens()[0];
    TokenResult actual =
        engine.submit(TokenRequests.endingAt(PROMPT, penalised, Set.of(best))).join();
    assertThat(actual.output()[0]).isEqualTo(expected.topTokens()[1]);
    assertThat(actual.drawn().get(0).logprob()).isEqualTo(expected.topLogprobs()[1]);
    assertThat(actual.drawn().get(0).topTokens()).isEqualTo(expected.topTokens());
  }

  private static int best(double[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }

  @Test
  void endTokensAreNotDrawnBeforeMinTokens() {
    int[] free = greedy(8);
    Set<Integer> ends = Set.of(free[0]);
    Sampling sampling = Sampling.greedy().maxTokens(8).top(ParityModels.VOCABULARY);
    TokenResult at0 = engine.submit(TokenRequests.endingAt(PROMPT, sampling, ends)).join();
    assertThat(at0.output()).containsExactly(free[0]);
    assertThat(at0.finishReason()).isEqualTo(new FinishReason.StopToken(free[0]));

    TokenResult at3 =
        engine.submit(TokenRequests.endingAt(PROMPT, sampling.minTokens(3), ends)).join();
    assertThat(at3.output()).hasSizeGreaterThanOrEqualTo(3);
    for (int i = 0; i < 3; i++) {
      double[] logits = TokenRequests.byToken(at3.drawn().get(i));
      logits[free[0]] = Double.NEGATIVE_INFINITY;
      assertThat(at3.output()[i]).isEqualTo(best(logits));
    }
  }

  @Test
  void sampledDrawsKeepToMinTokensToo() {
    Set<Integer> ends = Set.copyOf(reference(Sampling.at(1).params()).kept().subList(0, 320));
    Sampling sampling = Sampling.at(1).maxTokens(40).minTokens(10);
    for (int i = 0; i < 10; i++) {
      TokenResult result = engine.submit(TokenRequests.endingAt(PROMPT, sampling, ends)).join();
      assertThat(Arrays.stream(result.output()).limit(10).filter(ends::contains)).isEmpty();
      assertThat(result.finishReason()).isInstanceOf(FinishReason.StopToken.class);
    }
  }

  @Test
  void endTokensOutsideTheVocabularyHarmNobody() {
    Sampling sampling = Sampling.greedy().maxTokens(4).minTokens(4);
    Set<Integer> ends = Set.of(ParityModels.VOCABULARY, 1_000_000, -1);
    assertThat(engine.submit(TokenRequests.endingAt(PROMPT, sampling, ends)).join().output())
        .isEqualTo(greedy(4));
  }

  @Test
  void aPromptTokenOutsideTheVocabularyFailsItsOwnRequest() {
    for (int stray : new int[] {ParityModels.VOCABULARY, -1}) {
      assertThatThrownBy(
              () ->
                  engine
                      .submit(TokenRequests.of(new int[] {5, stray, 6}, Sampling.greedy()))
                      .join())
          .hasCauseInstanceOf(RequestFailedException.class)
          .hasMessageContaining("token " + stray)
          .hasMessageContaining("640");
    }
    assertThat(greedy(4)).hasSize(4);
  }

  @Test
  void logitsThatAreNotFiniteEndTheirOwnRequestOnly(@TempDir Path directory) throws IOException {
    int poison = 310;
    CheckpointCopy copy =
        CheckpointCopy.of("llama", directory).nanRow("model.embed_tokens.weight", poison);
    int[] sound = {498, 29, 226, 474};
    int[] poisoned = {498, 29, poison, 474};
    List<Sampling> ways =
        List.of(
            Sampling.greedy().maxTokens(4),
            Sampling.at(1).maxTokens(4),
            Sampling.at(1).topP(0.5).maxTokens(4));
    try (TokenEngine broken =
        ParityModels.tokenEngine(ParityModels.options(copy.directory(), false, 512))) {
      for (Sampling way : ways) {
        CompletableFuture<TokenResult> before = broken.submit(TokenRequests.of(sound, way));
        CompletableFuture<TokenResult> bad = broken.submit(TokenRequests.of(poisoned, way));
        CompletableFuture<TokenResult> after = broken.submit(TokenRequests.of(sound, way));
        assertThatThrownBy(bad::join)
            .isInstanceOf(CompletionException.class)
            .cause()
            .isInstanceOfSatisfying(
                RequestFailedException.class,
                failure -> assertThat(failure.code()).isEqualTo(FailureCode.NON_FINITE_LOGITS))
            .hasMessageContaining("test#/body/0");
        int[] expected = engine.submit(TokenRequests.of(sound, way)).join().output();
        assertThat(before.join().output()).isEqualTo(expected);
        assertThat(after.join().output()).isEqualTo(expected);
      }
    }
  }
}
