package io.sglflink.runtime.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.ParityModels;
import io.sglflink.runtime.Sampling;
import io.sglflink.runtime.TokenRequests;
import io.sglflink.runtime.check.ModelCheck;
import io.sglflink.runtime.check.ModelCheck.Tolerance;
import io.sglflink.runtime.engine.TokenEngine;
import io.sglflink.runtime.engine.TokenResult;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The model computes what Hugging Face's does, however its prompts are cut, cached and batched. */
class ParityTest {

  private static final int ODD_CHUNK = 7;

  @TestFactory
  Stream<DynamicTest> everyFamilyAgreesWithHuggingFace() {
    return ParityModels.ALL.stream()
        .flatMap(
            name ->
                Stream.of(
                    agrees(name, "at once", true, 1024),
                    agrees(name, "in odd chunks", true, ODD_CHUNK),
                    agrees(name, "in odd chunks without the cache", false, ODD_CHUNK)));
  }

  private static DynamicTest agrees(String name, String how, boolean radixCache, int chunk) {
    return dynamicTest(
        name + " " + how,
        () -> {
          EngineOptions options =
              ParityModels.options(ParityModels.directory(name), radixCache, chunk);
          ModelCheck.Report report =
              new ModelCheck(options, Tolerance.of("float32")).run(ParityModels.expected(name));
          assertThat(report.json().path("cases")).hasSize(5);
          assertThat(report.passed()).as(report.json().toPrettyString()).isTrue();
        });
  }

  /** Without experts: what rounding changes in a router's choice is no rounding error. */
  @ParameterizedTest
  @CsvSource({
    "llama,bfloat16",
    "qwen2,bfloat16",
    "qwen3,bfloat16",
    "qwen3,float16",
    "mistral,bfloat16",
    "phi3,bfloat16",
    "gemma3,bfloat16",
    "gemma3,float16"
  })
  void sixteenBitTypesAgreeWithinTheirRounding(String name, String dtype) {
    EngineOptions options =
        new EngineOptions(
            ParityModels.directory(name).toString(),
            "cpu",
            dtype,
            1,
            0.88,
            4 << 20,
            0,
            true,
            64,
            0,
            8);
    ModelCheck.Report report =
        new ModelCheck(options, new Tolerance(0.05, 0.1)).run(ParityModels.expected(name));
    assertThat(report.passed()).as(report.json().toPrettyString()).isTrue();
    assertThat(report.json().path("dtype").asText()).isEqualTo(dtype);
  }

  @ParameterizedTest
  @ValueSource(ints = {512, ODD_CHUNK})
  void aPromptSentAgainIsCachedAndGivesTheSame(int chunk) {
    int[] prompt = tokens(1, 100);
    try (TokenEngine engine = open("llama", true, chunk)) {
      TokenResult first = run(engine, prompt);
      TokenResult second = run(engine, prompt);
      assertThat(first.cachedTokens()).isZero();
      assertThat(second.cachedTokens()).isEqualTo(prompt.length - 1);
      assertSame(second, first);
    }
  }

  @Test
  void withoutTheCacheNothingIsReused() {
    int[] prompt = tokens(1, 100);
    try (TokenEngine engine = open("llama", false, 512)) {
      TokenResult first = run(engine, prompt);
      TokenResult second = run(engine, prompt);
      assertThat(second.cachedTokens()).isZero();
      assertSame(second, first);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"llama", "qwen3", "qwen3-moe", "mixtral", "gemma2", "gemma3", "phi3-longrope"})
  void promptsThatBranchShareWhatTheyHaveInCommonAndGiveTheSameAsAlone(String name) {
    List<int[]> prompts = new ArrayList<>();
    for (int length : new int[] {90, 90, 60, 33, 90, 34}) {
      int[] prompt = tokens(1, 120);
      int[] tail = tokens(100 + prompts.size(), 20);
      System.arraycopy(tail, 0, prompt, length, tail.length);
      prompts.add(Arrays.copyOf(prompt, length + tail.length));
    }
    try (TokenEngine cached = open(name, true, ODD_CHUNK);
        TokenEngine plain = open(name, false, 512)) {
      for (int[] prompt : prompts) {
        TokenResult alone = run(plain, prompt);
        TokenResult shared = run(cached, prompt);
        assertThat(shared.cachedTokens() > 0).isEqualTo(prompt != prompts.get(0));
        assertSame(shared, alone);
      }
      // And all of them side by side, decoding over the extents that they share.
      List<CompletableFuture<TokenResult>> running =
          prompts.stream().map(p -> cached.submit(TokenRequests.of(p, allLogprobs()))).toList();
      for (int i = 0; i < prompts.size(); i++) {
        assertSame(running.get(i).join(), run(plain, prompts.get(i)));
      }
    }
  }

  private static TokenEngine open(String name, boolean radixCache, int chunk) {
    return ParityModels.tokenEngine(
        ParityModels.options(ParityModels.directory(name), radixCache, chunk));
  }

  private static Sampling allLogprobs() {
    return Sampling.greedy().maxTokens(12).top(ParityModels.VOCABULARY);
  }

  private static TokenResult run(TokenEngine engine, int[] prompt) {
    return engine.submit(TokenRequests.of(prompt, allLogprobs())).join();
  }

  private static int[] tokens(long seed, int count) {
    return new SplittableRandom(seed).ints(count, 4, ParityModels.VOCABULARY).toArray();
  }

  private static void assertSame(TokenResult actual, TokenResult expected) {
    assertThat(actual.output()).isEqualTo(expected.output());
    assertThat(actual.drawn()).hasSize(12).hasSameSizeAs(expected.drawn());
    for (int i = 0; i < actual.drawn().size(); i++) {
      assertSame(actual.drawn().get(i), expected.drawn().get(i));
    }
  }

  private static void assertSame(Logprobs actual, Logprobs expected) {
    double[] byToken = TokenRequests.byToken(actual);
    double[] wanted = TokenRequests.byToken(expected);
    for (int token = 0; token < wanted.length; token++) {
      assertThat(byToken[token]).isCloseTo(wanted[token], within(3e-5));
    }
  }
}
