package io.sglflink.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.model.FailureCode;
import io.sglflink.model.FinishReason;
import io.sglflink.model.LogprobOptions;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.model.SamplingParams;
import io.sglflink.runtime.engine.TokenRequest.StopCheck;
import io.sglflink.runtime.kv.EvictionPolicy;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokenEngineTest {

  private static final Set<Integer> ENDS = Set.of(SlotModel.END);

  @Test
  void drawsUntilMaxTokens() {
    try (TokenEngine engine = engine(new SlotModel(100, SegmentStyle.EACH), 4, 8, true)) {
      TokenResult result = engine.submit(greedy(new int[] {1, 2, 3}, 5, Set.of())).join();
      assertThat(result.output()).isEqualTo(reference(new int[] {1, 2, 3}, 5, Set.of()));
      assertThat(result.finishReason()).isEqualTo(new FinishReason.Length(5));
    }
  }

  @Test
  void endsAtAnEndTokenAndReportsIt() {
    int[] prompt = promptThatEndsWithin(10);
    try (TokenEngine engine = engine(new SlotModel(100, SegmentStyle.EACH), 4, 8, true)) {
      TokenResult result = engine.submit(greedy(prompt, 10, ENDS)).join();
      assertThat(result.finishReason()).isEqualTo(new FinishReason.StopToken(SlotModel.END));
      assertThat(result.output()).isEqualTo(reference(prompt, 10, ENDS));
      assertThat(result.output()).endsWith(SlotModel.END);
    }
  }

  @Test
  void computesAPromptWithoutDrawingWhenMaxTokensIsZero() {
    SlotModel model = new SlotModel(100, SegmentStyle.EACH);
    try (TokenEngine engine = engine(model, 4, 8, true)) {
      int[] prompt = IntStream.range(0, 20).toArray();
      assertThat(engine.submit(greedy(prompt, 0, ENDS)).join().output()).isEmpty();
      TokenResult again = engine.submit(greedy(prompt, 0, ENDS)).join();
      assertThat(again.cachedTokens()).isEqualTo(20);
      assertThat(model.rows()).isEqualTo(20);
    }
  }

  @Test
  void computesOnlyWhatIsNotCached() {
    SlotModel model = new SlotModel(200, SegmentStyle.EACH);
    try (TokenEngine engine = engine(model, 4, 64, true)) {
      int[] first = IntStream.range(0, 30).toArray();
      int[] output = engine.submit(greedy(first, 4, Set.of())).join().output();
      int[] turn = Arrays.copyOf(first, 36);
      System.arraycopy(output, 0, turn, 30, 4);
      int before = model.rows();
      TokenResult second = engine.submit(greedy(turn, 1, Set.of())).join();
      // The last drawn token was never an input, so its keys and values are not there.
      assertThat(second.cachedTokens()).isEqualTo(33);
      assertThat(model.rows() - before).isEqualTo(3);
    }
  }

  @Test
  void computesALongCommonPrefixOnceWhenRequestsComeTogether() {
    SlotModel model = new SlotModel(2_000, SegmentStyle.EACH);
    try (TokenEngine engine = engine(model, 16, 50, true)) {
      List<CompletableFuture<TokenResult>> results = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        int[] prompt = IntStream.range(0, 110).map(p -> p % SlotModel.VOCABULARY).toArray();
        prompt[109] = i;
        results.add(engine.submit(greedy(prompt, 1, Set.of())));
      }
      results.forEach(CompletableFuture::join);
      assertThat(model.rows()).isEqualTo(110 + 9);
    }
  }

  @Test
  void nobodyWaitsForACommonPrefixWhenReuseIsOff() {
    SlotModel model = new SlotModel(2_000, SegmentStyle.EACH);
    int[] prompt = IntStream.range(0, 100).map(p -> p % SlotModel.VOCABULARY).toArray();
    CountDownLatch submitted = new CountDownLatch(1);
    StopCheck holdTheEngine =
        token -> {
          Uninterruptibly.await(submitted::await);
          return null;
        };
    try (TokenEngine engine = engine(model, 16, 1_000, false)) {
      CompletableFuture<TokenResult> first =
          engine.submit(request(new int[] {1}, params(1, false), Set.of(), holdTheEngine));
      List<CompletableFuture<TokenResult>> results =
          IntStream.range(0, 8).mapToObj(i -> engine.submit(greedy(prompt, 1, Set.of()))).toList();
      submitted.countDown();
      first.join();
      results.forEach(CompletableFuture::join);
      assertThat(model.steps()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void scoresPromptTokensFromThePositionAskedFor() {
    try (TokenEngine engine = engine(new SlotModel(100, SegmentStyle.EACH), 4, 3, true)) {
      int[] prompt = {4, 8, 15, 16, 23, 42};
      engine.submit(greedy(prompt, 0, ENDS)).join();
      TokenResult result = engine.submit(scoring(prompt, 2)).join();
      double[] expected =
          IntStream.range(2, 6)
              .mapToDouble(i -> SlotModel.logprob(Arrays.copyOf(prompt, i), prompt[i]))
              .toArray();
      assertThat(result.scored().stream().mapToDouble(Logprobs::logprob).toArray())
          .isEqualTo(expected);
      assertThat(result.cachedTokens()).isEqualTo(1);
    }
  }

  @Test
  void aSequenceThatBecomesLongIsComputedAgainAsOne() {
    SlotModel model = new SlotModel(100, SegmentStyle.EACH, 0, 10);
    int[] prompt = {4, 8, 15, 16, 23, 42, 1, 2};
    try (TokenEngine engine = engine(model, 4, 5, true)) {
      TokenResult result =
          engine
              .submit(
                  new TokenRequest(
                      new RequestId("test", "/"),
                      prompt,
                      params(6, true),
                      Set.of(),
                      1,
                      2,
                      StopCheck.NONE))
              .join();
      assertThat(result.output()).isEqualTo(reference(prompt, 6, Set.of()));
      assertThat(result.scored()).hasSize(6);
      assertThat(result.drawn()).hasSize(6);
      // Ten tokens as a short sequence, then eleven and two more as a long one.
      assertThat(model.rows()).isEqualTo(10 + 11 + 2);

      assertThat(engine.submit(greedy(prompt, 2, Set.of())).join().cachedTokens()).isEqualTo(7);
      int[] longPrompt = Arrays.copyOf(prompt, 14);
      System.arraycopy(result.output(), 0, longPrompt, 8, 6);
      assertThat(engine.submit(greedy(longPrompt, 1, Set.of())).join().cachedTokens())
          .isEqualTo(13);
    }
  }

  @Test
  void refusesARequestThatThePoolCouldNeverHold() {
    try (TokenEngine engine = engine(new SlotModel(16, SegmentStyle.EACH), 4, 8, true)) {
      CompletableFuture<TokenResult> result =
          engine.submit(greedy(new int[] {1, 2, 3, 4, 5, 6, 7, 8}, 10, ENDS));
      assertThatThrownBy(result::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(RequestFailedException.class)
          .hasMessageContaining("needs 17 KV slots (8 prompt tokens and max_tokens 10)")
          .hasMessageContaining("the pool has 16");
      assertThat(engine.submit(greedy(new int[] {1}, 2, Set.of())).join().output()).hasSize(2);
    }
  }

  @Test
  void aStepThatFailsFailsEveryRequestAndTheEngine() {
    SlotModel model = new SlotModel(100, SegmentStyle.EACH);
    model.failAt(2);
    try (TokenEngine engine = engine(model, 4, 8, true)) {
      CompletableFuture<TokenResult> running = engine.submit(greedy(new int[] {1}, 50, Set.of()));
      assertThatThrownBy(running::join)
          .hasCauseInstanceOf(EngineFailedException.class)
          .hasMessageContaining("the device is gone");
      assertThatThrownBy(() -> engine.submit(greedy(new int[] {1}, 1, ENDS)).join())
          .hasCauseInstanceOf(EngineFailedException.class);
      assertThatThrownBy(() -> engine.flushCache().join())
          .hasCauseInstanceOf(EngineFailedException.class);
    }
    assertThat(model.isClosed()).isTrue();
  }

  @Test
  void aFlushForgetsWhatNobodyHoldsWhileOthersRunAndWait() {
    CountDownLatch drawn = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    StopCheck hold =
        token -> {
          drawn.countDown();
          Uninterruptibly.await(asked::await);
          return null;
        };
    try (TokenEngine engine = engine(new SlotModel(100, SegmentStyle.EACH), 1, 8, true)) {
      engine.submit(greedy(new int[] {9, 8, 7, 6}, 1, ENDS)).join();
      CompletableFuture<TokenResult> running =
          engine.submit(request(new int[] {1, 2}, params(5, false), Set.of(), hold));
      CompletableFuture<TokenResult> waiting = engine.submit(greedy(new int[] {3}, 1, ENDS));
      Uninterruptibly.await(drawn::await);
      CompletableFuture<Integer> flushed = engine.flushCache();
      asked.countDown();
      assertThat(flushed.join()).isEqualTo(4);
      assertThat(running.join().output()).isEqualTo(reference(new int[] {1, 2}, 5, Set.of()));
      assertThat(waiting.join().output()).hasSize(1);
      assertThat(engine.flushCache().join()).as("1, 2, four outputs and 3").isEqualTo(7);
      assertThat(engine.stats().kvSlotsFree()).isEqualTo(100);
      assertThat(engine.submit(greedy(new int[] {1, 2}, 1, ENDS)).join().cachedTokens()).isZero();
    }
  }

  @Test
  void closingEndsWhatStillRuns() throws Exception {
    CountDownLatch drawn = new CountDownLatch(3);
    StopCheck count =
        token -> {
          drawn.countDown();
          return null;
        };
    SlotModel model = new SlotModel(1_000_000, SegmentStyle.EACH);
    TokenEngine engine = engine(model, 1, 8, true);
    CompletableFuture<TokenResult> running =
        engine.submit(request(new int[] {1}, params(900_000, false), Set.of(), count));
    CompletableFuture<TokenResult> waiting =
        engine.submit(request(new int[] {2}, params(9, false), Set.of(), StopCheck.NONE));
    drawn.await();
    engine.close();
    for (CompletableFuture<TokenResult> each : List.of(running, waiting)) {
      assertThatThrownBy(each::join)
          .hasCauseInstanceOf(RequestFailedException.class)
          .cause()
          .extracting(e -> ((RequestFailedException) e).code())
          .isEqualTo(FailureCode.CANCELLED);
    }
  }

  @Test
  void aModelThatDoesNotOpenFailsTheConstructor() {
    assertThatThrownBy(
            () ->
                new TokenEngine(
                    () -> {
                      throw new IllegalArgumentException("no such device");
                    },
                    SlotModel.limits(1, 1, true, EvictionPolicy.LRU),
                    System::nanoTime))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no such device");
  }

  /**
   * Whatever is batched with it, cached, chunked or cancelled beside it: a request's output is that
   * of a model that computes its sequence alone.
   */
  @Property(tries = 60)
  void everyOutputIsWhatTheSequenceAloneGives(@ForAll long seed) {
    Random random = new Random(seed);
    SegmentStyle style = random.nextBoolean() ? SegmentStyle.EACH : SegmentStyle.WAVES;
    int window = random.nextInt(20);
    int shortLength = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(40);
    SlotModel model = new SlotModel(64 + random.nextInt(200), style, window, shortLength);
    boolean reuse = random.nextInt(4) > 0;
    List<int[]> prompts = new ArrayList<>();
    List<CompletableFuture<TokenResult>> results = new ArrayList<>();
    List<Integer> lengths = new ArrayList<>();
    try (TokenEngine engine = engine(model, 1 + random.nextInt(8), 1 + random.nextInt(20), reuse)) {
      for (int i = 0; i < 40; i++) {
        int[] prompt = prompt(random, prompts);
        int length = random.nextInt(12);
        prompts.add(prompt);
        lengths.add(length);
        results.add(engine.submit(greedy(prompt, length, ENDS)));
        if (random.nextInt(6) == 0) {
          results.get(random.nextInt(results.size())).cancel(false);
        }
      }
      for (int i = 0; i < results.size(); i++) {
        if (!results.get(i).isCancelled()) {
          assertThat(results.get(i).join().output())
              .isEqualTo(reference(prompts.get(i), lengths.get(i), ENDS));
        }
      }
    }
  }

  /** Half of the prompts extend or cut an earlier one. */
  private static int[] prompt(Random random, List<int[]> earlier) {
    int[] fresh = random.ints(1 + random.nextInt(30), 0, SlotModel.VOCABULARY).toArray();
    if (earlier.isEmpty() || random.nextBoolean()) {
      return fresh;
    }
    int[] base = earlier.get(random.nextInt(earlier.size()));
    int kept = 1 + random.nextInt(base.length);
    int[] prompt = Arrays.copyOf(base, Math.min(50, kept + random.nextInt(5)));
    for (int i = kept; i < prompt.length; i++) {
      prompt[i] = random.nextInt(SlotModel.VOCABULARY);
    }
    return prompt;
  }

  private static int[] promptThatEndsWithin(int tokens) {
    return IntStream.range(0, 1000)
        .mapToObj(i -> new int[] {i % SlotModel.VOCABULARY, i / SlotModel.VOCABULARY})
        .filter(prompt -> reference(prompt, tokens, ENDS).length < tokens)
        .findFirst()
        .orElseThrow();
  }

  private static int[] reference(int[] prompt, int tokens, Set<Integer> ends) {
    int[] sequence = prompt;
    for (int i = 0; i < tokens; i++) {
      sequence = Arrays.copyOf(sequence, sequence.length + 1);
      int next = SlotModel.next(Arrays.copyOf(sequence, sequence.length - 1));
      sequence[sequence.length - 1] = next;
      if (ends.contains(next)) {
        break;
      }
    }
    return Arrays.copyOfRange(sequence, prompt.length, sequence.length);
  }

  /** The model as this test wants it. */
  SlotModel prepare(SlotModel model) {
    return model;
  }

  private TokenEngine engine(SlotModel model, int maxRunning, int chunk, boolean reuse) {
    return new TokenEngine(
        () -> prepare(model),
        SlotModel.limits(maxRunning, chunk, reuse, EvictionPolicy.LRU),
        System::nanoTime);
  }

  private static TokenRequest greedy(int[] prompt, int maxTokens, Set<Integer> ends) {
    return request(prompt, params(maxTokens, false), ends, StopCheck.NONE);
  }

  private static TokenRequest scoring(int[] prompt, int from) {
    return new TokenRequest(
        new RequestId("test", "/"), prompt, params(0, true), Set.of(), 1, from, StopCheck.NONE);
  }

  private static TokenRequest request(
      int[] prompt, SamplingParams params, Set<Integer> ends, StopCheck check) {
    return new TokenRequest(
        new RequestId("test", "/"), prompt, params, ends, 1, TokenRequest.SCORE_NOTHING, check);
  }

  private static SamplingParams params(int maxTokens, boolean logprobs) {
    return SamplingParams.greedy(maxTokens, new LogprobOptions(logprobs, -1, 0, false))
        .with(set -> set.ignoreEos(false));
  }
}
