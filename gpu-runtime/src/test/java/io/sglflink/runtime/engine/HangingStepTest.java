package io.sglflink.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.model.LogprobOptions;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.model.SamplingParams;
import io.sglflink.runtime.engine.TokenRequest.StopCheck;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A model whose steps hang until they are let go, on a clock that the test moves. */
class HangingStepTest {

  private static final Duration LIMIT = Duration.ofMillis(20);

  private final AtomicLong clock = new AtomicLong();
  private final SlotModel model = new SlotModel(100, SegmentStyle.EACH);
  private final CountDownLatch inStep = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);

  @AfterEach
  void letGo() {
    letGo.countDown();
  }

  private TokenEngine hangingEngine() {
    model.beforeStep(
        () -> {
          inStep.countDown();
          Uninterruptibly.await(letGo::await);
        });
    return new TokenEngine(() -> model, SlotModel.watched(LIMIT), clock::get);
  }

  private static TokenRequest request(int... prompt) {
    SamplingParams sampling =
        SamplingParams.greedy(3, new LogprobOptions(false, -1, 0, false))
            .with(set -> set.ignoreEos(true));
    return new TokenRequest(
        new RequestId("test", "/"),
        prompt,
        sampling,
        Set.of(),
        1,
        TokenRequest.SCORE_NOTHING,
        StopCheck.NONE);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void failsAllThatIsAskedOfTheEngineWhileItsThreadStillHangs() throws Exception {
    TokenEngine engine = hangingEngine();
    CompletableFuture<TokenResult> running = engine.submit(request(1, 2, 3));
    inStep.await();
    CompletableFuture<TokenResult> waiting = engine.submit(request(4));
    CompletableFuture<Integer> flushed = engine.flushCache();
    pass(Duration.ofHours(1));
    for (CompletableFuture<?> each : List.of(running, waiting, flushed)) {
      assertThatThrownBy(each::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .isSameAs(engine.failure())
          .hasCauseInstanceOf(StepHungException.class)
          .hasMessage(
              "the engine failed: a step of 1 requests and 3 tokens has run for 3,600,000 ms and"
                  + " does not end, the limit is 600,000 ms: what it called cannot be stopped, so"
                  + " this JVM has to be replaced by a fresh one; raise --step-timeout if such a"
                  + " step may take that long");
    }
    assertThat(engine.submit(request(5))).isCompletedExceptionally();
    assertThat(engine.hasAnswered()).isFalse();
    engine.close();
    assertThat(model.isClosed()).as("its thread is left behind").isFalse();
  }

  @Test
  void aThreadThatComesBackTooLateFreesTheModelAndChangesNothing() throws Exception {
    TokenEngine engine = hangingEngine();
    CompletableFuture<TokenResult> running = engine.submit(request(1, 2, 3));
    inStep.await();
    pass(Duration.ofHours(1));
    assertThatThrownBy(running::join).hasCauseInstanceOf(EngineFailedException.class);
    EngineFailedException failure = engine.failure();
    letGo.countDown();
    engine.close();
    assertThat(engine.failure()).isSameAs(failure);
    assertThat(running).isCompletedExceptionally();
  }

  @Test
  void closingDoesNotWaitForAStepThatHangs() throws Exception {
    TokenEngine engine = hangingEngine();
    CompletableFuture<TokenResult> running = engine.submit(request(1));
    inStep.await();
    Thread closing = new Thread(engine::close);
    closing.start();
    pass(Duration.ofHours(1));
    closing.join();
    assertThatThrownBy(running::join).hasCauseInstanceOf(EngineFailedException.class);
  }

  @Test
  void aModelThatCannotBeClosedAfterAFailureKeepsNobodyFromTheCause() throws Exception {
    CountDownLatch inClose = new CountDownLatch(1);
    model.failAt(0);
    model.beforeClose(
        () -> {
          inClose.countDown();
          Uninterruptibly.await(letGo::await);
        });
    TokenEngine engine = new TokenEngine(() -> model, SlotModel.watched(LIMIT), clock::get);
    CompletableFuture<TokenResult> running = engine.submit(request(1));
    inClose.await();
    assertThat(engine.failure()).hasMessage("the engine failed: the device is gone");
    pass(Duration.ofHours(1));
    assertThatThrownBy(running::join).cause().isSameAs(engine.failure());
    engine.close();
    assertThat(model.isClosed()).isFalse();
  }

  @Test
  void stepsWithinTheLimitAreNoHang() {
    model.beforeStep(() -> pass(LIMIT));
    try (TokenEngine engine = new TokenEngine(() -> model, SlotModel.watched(LIMIT), clock::get)) {
      for (int i = 0; i < 4; i++) {
        assertThat(engine.submit(request(i)).join().output()).hasSize(3);
      }
      assertThat(engine.failure()).isNull();
      assertThat(engine.hasAnswered()).isTrue();
    }
  }

  @Test
  void aRequestThatIsAtFaultIsNoFailureOfTheEngine() {
    try (TokenEngine engine = new TokenEngine(() -> model, SlotModel.watched(LIMIT), clock::get)) {
      assertThatThrownBy(engine.submit(request(SlotModel.VOCABULARY))::join)
          .hasCauseInstanceOf(RequestFailedException.class);
      assertThat(engine.failure()).isNull();
      assertThat(engine.submit(request(1)).join().output()).hasSize(3);
    }
  }
}
