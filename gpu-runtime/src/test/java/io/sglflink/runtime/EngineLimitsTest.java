package io.sglflink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.model.Constraint;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FinishReason;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** An engine whose context, pool and places for running requests are few. */
class EngineLimitsTest {

  private static final RequestId ID = new RequestId("run-1", "/body/2");
  private static final String QUESTION = "问题:什么是AI?\n答案:";
  private static final int QUESTION_TOKENS = 15;
  private static final long WAIT = Duration.ofSeconds(30).toNanos();

  /** Bytes of one slot of the llama checkpoint's pool, in float32. */
  private static final long SLOT = 768;

  private static EngineLease open(boolean radixCache, int context, int maxRunning, int slots) {
    // The pool takes 0.88 of the memory.
    long memory = (long) Math.ceil(slots * SLOT / 0.88);
    return SharedEngines.acquire(
        ParityModels.options(
            ParityModels.directory("llama"), radixCache, 512, context, maxRunning, memory));
  }

  private static CompletableFuture<Generation> generate(
      EngineLease lease, String prompt, int maxTokens) {
    return lease
        .model()
        .generate(
            new GenerateRequest(
                ID,
                prompt,
                Sampling.greedy().maxTokens(maxTokens).ignoreEos().params(),
                Constraint.NONE,
                0));
  }

  private static void assertFails(CompletableFuture<?> future, FailureCode code, String message) {
    assertThatThrownBy(future::join)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class, failure -> assertThat(failure.code()).isEqualTo(code))
        .hasMessage(message);
  }

  /** Counters are published once a turn; this waits for the turn in which they fit. */
  private static void await(EngineLease lease, Predicate<EngineStats> condition) {
    long deadline = System.nanoTime() + WAIT;
    while (!condition.test(lease.stats())) {
      assertThat(System.nanoTime()).as("%s", lease.stats()).isLessThan(deadline);
      LockSupport.parkNanos(100_000);
    }
  }

  @Test
  void aPromptLongerThanTheContextIsRefused() {
    try (EngineLease lease = open(true, 64, 8, 1_000)) {
      assertThat(generate(lease, "x".repeat(64), 1).join().promptTokens()).isEqualTo(64);
      assertFails(
          generate(lease, "x".repeat(65), 1),
          FailureCode.PROMPT_TOO_LONG,
          "prompt has 65 tokens, the model's context is 64: shorten it or raise"
              + " --context-length");
    }
  }

  @Test
  void theOutputEndsWhereTheContextDoes() {
    try (EngineLease lease = open(true, 64, 8, 1_000)) {
      Generation generation = generate(lease, QUESTION, 10_000).join();
      // The last token takes no place in the context: nothing comes after it.
      int room = 64 - QUESTION_TOKENS + 1;
      assertThat(generation.finishReason()).isEqualTo(new FinishReason.Length(room));
      assertThat(generation.completionTokens()).isEqualTo(room);
      assertThat(generate(lease, "x".repeat(64), 10).join().completionTokens()).isEqualTo(1);
    }
  }

  @Test
  void aRequestThatThePoolCanNeverHoldIsRefused() {
    try (EngineLease lease = open(true, 0, 8, 100)) {
      assertThat(lease.stats().kvSlots()).isEqualTo(100);
      assertFails(
          generate(lease, QUESTION, 87),
          FailureCode.KV_POOL_TOO_SMALL,
          "run-1#/body/2 needs 101 KV slots (15 prompt tokens and max_tokens 87), the pool has"
              + " 100: lower max_tokens or raise --kv-memory or --mem-fraction-static");
      assertThat(generate(lease, QUESTION, 86).join().completionTokens()).isEqualTo(86);
    }
  }

  @Test
  void moreRequestsThanThePoolHoldsFinishOneAfterTheOther() {
    List<String> prompts = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      prompts.add("第" + i + "题: " + QUESTION);
    }
    List<String> alone = new ArrayList<>();
    try (EngineLease lease = open(false, 0, 1, 1_000)) {
      prompts.forEach(prompt -> alone.add(generate(lease, prompt, 12).join().text()));
    }
    try (EngineLease lease = open(true, 0, 8, 90)) {
      List<CompletableFuture<Generation>> running =
          prompts.stream().map(prompt -> generate(lease, prompt, 12)).toList();
      for (int i = 0; i < prompts.size(); i++) {
        assertThat(running.get(i).join().text()).isEqualTo(alone.get(i));
      }
    }
  }

  @Test
  void cancellingARunningRequestFreesItsSlots() {
    try (EngineLease lease = open(false, 0, 4, 4_000)) {
      CompletableFuture<Generation> cancelled = generate(lease, QUESTION, 2_000);
      await(lease, stats -> stats.running() == 1 && stats.generatedTokens() > 3);
      assertThat(lease.stats().kvSlotsFree()).isLessThan(4_000 - 1_000);
      cancelled.cancel(false);
      await(lease, stats -> stats.running() == 0);
      assertThat(lease.stats().kvSlotsFree()).isEqualTo(4_000);
      assertThat(generate(lease, QUESTION, 5).join().completionTokens()).isEqualTo(5);
    }
  }

  @Test
  void cancellingAWaitingRequestTakesItOutOfTheLine() {
    try (EngineLease lease = open(false, 0, 1, 4_000)) {
      CompletableFuture<Generation> running = generate(lease, QUESTION, 2_000);
      CompletableFuture<Generation> first = generate(lease, "一", 3);
      CompletableFuture<Generation> second = generate(lease, "二", 3);
      await(lease, stats -> stats.running() == 1 && stats.waiting() == 2);
      first.cancel(false);
      await(lease, stats -> stats.waiting() == 1);
      assertThat(running).isNotDone();
      running.cancel(false);
      assertThat(second.join().completionTokens()).isEqualTo(3);
      await(lease, stats -> stats.running() == 0);
      assertThat(lease.stats().waiting()).isZero();
      assertThat(lease.stats().kvSlotsFree()).isEqualTo(4_000);
    }
  }

  @Test
  void whatACancelledRequestComputedStaysCached() {
    try (EngineLease lease = open(true, 0, 4, 4_000)) {
      CompletableFuture<Generation> cancelled = generate(lease, QUESTION, 2_000);
      await(lease, stats -> stats.generatedTokens() > 3);
      cancelled.cancel(false);
      await(lease, stats -> stats.running() == 0);
      assertThat(generate(lease, QUESTION, 1).join().cachedTokens()).isEqualTo(QUESTION_TOKENS - 1);
    }
  }

  @Test
  void countersAddUp() {
    try (EngineLease lease = open(true, 0, 4, 4_000)) {
      assertThat(generate(lease, QUESTION, 4).join().cachedTokens()).isZero();
      assertThat(generate(lease, QUESTION, 6).join().cachedTokens()).isEqualTo(14);
      await(lease, stats -> stats.generatedTokens() == 10 && stats.running() == 0);
      EngineStats stats = lease.stats();
      assertThat(stats.promptTokens()).isEqualTo(2 * QUESTION_TOKENS);
      assertThat(stats.cachedTokens()).isEqualTo(QUESTION_TOKENS - 1);
      // One step for each token, and none for the prompts: they end in the step of the first.
      assertThat(stats.steps()).isEqualTo(10);
      // Prompt and output stay cached, but the last token, which nothing followed.
      assertThat(stats.kvSlotsFree()).isEqualTo(4_000 - (QUESTION_TOKENS + 5));
    }
  }
}
