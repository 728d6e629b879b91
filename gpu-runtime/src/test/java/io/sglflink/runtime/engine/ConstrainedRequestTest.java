package io.sglflink.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.ConstraintException.Kind;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FinishReason;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.Serving;
import io.sglflink.runtime.Sampling;
import io.sglflink.runtime.constraint.TokenState;
import io.sglflink.runtime.engine.TokenRequest.StopCheck;
import io.sglflink.runtime.kv.EvictionPolicy;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of constrained requests between others. */
class ConstrainedRequestTest {

  private final Letters letters = new Letters();

  /** The model as this test wants it. */
  SlotModel prepare(SlotModel model) {
    return model;
  }

  private TokenEngine engine(SlotModel model) {
    return new TokenEngine(
        () -> prepare(model), SlotModel.limits(8, 16, true, EvictionPolicy.LRU), System::nanoTime);
  }

  private TokenRequest request(int[] prompt, int maxTokens, String regex) {
    return request(prompt, maxTokens, letters.regex(regex), false);
  }

  private static TokenRequest request(
      int[] prompt, int maxTokens, TokenState constraint, boolean complete) {
    return new TokenRequest(
        Letters.ID,
        prompt,
        Sampling.greedy().maxTokens(maxTokens).params(),
        Set.of(SlotModel.END),
        1,
        TokenRequest.SCORE_NOTHING,
        StopCheck.NONE,
        constraint,
        complete,
        Serving.DEFAULT);
  }

  /** Steps that are launched before it is known that the last one completed an output. */
  int stepsUnderWay() {
    return 0;
  }

  private static String text(TokenResult result) {
    return Letters.text(result.output());
  }

  @Test
  void theLastTokenOfAMatchIsFollowedByNoOther() {
    SlotModel model = new SlotModel(100, SegmentStyle.EACH);
    try (TokenEngine engine = engine(model)) {
      TokenResult result = engine.submit(request(new int[] {1, 2}, 9, "[k-p]{3}")).join();
      assertThat(text(result)).matches("[k-p]{3}");
      assertThat(result.finishReason()).isEqualTo(new FinishReason.ConstraintComplete());
      assertThat(model.steps()).isEqualTo(3 + stepsUnderWay());
    }
  }

  @Test
  void anEmptyOutputStillFillsTheCache() {
    SlotModel model = new SlotModel(100, SegmentStyle.EACH);
    try (TokenEngine engine = engine(model)) {
      TokenResult result = engine.submit(request(new int[] {1, 2, 3}, 9, "")).join();
      assertThat(result.output()).isEmpty();
      assertThat(result.finishReason()).isEqualTo(new FinishReason.ConstraintComplete());
      assertThat(engine.submit(request(new int[] {1, 2, 3}, 9, "[ab]")).join().cachedTokens())
          .isEqualTo(2);
    }
  }

  @Test
  void aRequestThatCannotGoOnFailsAloneAndFreesItsSlots() {
    SlotModel model = new SlotModel(4_000, SegmentStyle.EACH);
    try (TokenEngine engine = engine(model)) {
      List<CompletableFuture<TokenResult>> others = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        others.add(engine.submit(request(new int[] {1, i}, 30, "[a-z]{20}")));
      }
      CompletableFuture<TokenResult> noToken =
          engine.submit(request(new int[] {5}, 9, "[a-y]b1|zz"));
      // The start is cheap, so it compiles; what comes after the long token is not.
      CompletableFuture<TokenResult> tooMuch =
          engine.submit(request(new int[] {6}, 9, "Z{300}" + "a?b?".repeat(2_000) + "c"));
      assertUnsupported(noToken, "after 2 output tokens: no token of the model's vocabulary");
      assertUnsupported(tooMuch, "too much work");
      others.forEach(other -> assertThat(text(other.join())).matches("[a-z]{20}"));
      assertThat(engine.stats().running()).isZero();
      assertThat(engine.failure()).isNull();
    }
  }

  private static void assertUnsupported(CompletableFuture<TokenResult> request, String says) {
    assertThatThrownBy(request::join)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.CONSTRAINT_UNSUPPORTED))
        .hasMessageContaining("/body/1")
        .hasMessageContaining(says);
  }

  /** Two letters, after which following it fails. */
  private record Broken(int written, Runnable failure) implements ByteState {

    @Override
    public ByteState next(int value) {
      if (written == 2) {
        failure.run();
      }
      return value == 'a' || value == 'b' ? new Broken(written + 1, failure) : null;
    }

    @Override
    public boolean accepting() {
      return false;
    }

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public ByteState lookAhead(int bytes) {
      return this;
    }

    @Override
    public int shortest() {
      return 9 - written;
    }

    @Override
    public void refill() {}
  }

  @Test
  void whateverFollowingAConstraintThrowsIsItsOwnRequestsMatter() {
    List<Runnable> failures =
        List.of(
            () -> {
              throw new StackOverflowError();
            },
            () -> {
              throw new OutOfMemoryError();
            },
            () -> {
              throw new ConstraintException(Kind.TOO_LARGE, "", "no way on");
            });
    try (TokenEngine engine = engine(new SlotModel(4_000, SegmentStyle.EACH))) {
      for (Runnable failure : failures) {
        TokenState broken = Letters.state(new Broken(0, failure));
        assertUnsupported(
            engine.submit(request(new int[] {6}, 9, broken, false)), "after 2 output tokens");
        assertUnsupported(
            engine.submit(request(new int[] {6}, 9, broken, true)), "after 0 output tokens");
      }
      assertThat(engine.submit(request(new int[] {1}, 9, "[ab]")).join().output()).hasSize(1);
      assertThat(engine.failure()).isNull();
    }
  }

  @Test
  void tooFewTokensToCompleteAreRefusedWithHowManyItTakes() {
    try (TokenEngine engine = engine(new SlotModel(100, SegmentStyle.EACH))) {
      assertThatThrownBy(
              () ->
                  engine
                      .submit(request(new int[] {1, 2}, 3, letters.regex("[a-z]{20}"), true))
                      .join())
          .hasMessageContaining("needs at least 20 tokens, max_tokens is 3");
    }
  }

  @Test
  void minTokensHoldBackStopTokensThatWriteText() {
    Set<Integer> ends = Set.of(SlotModel.END, Letters.token('k'), Letters.token('l'));
    try (TokenEngine engine = engine(new SlotModel(100, SegmentStyle.EACH))) {
      TokenRequest request =
          new TokenRequest(
              Letters.ID,
              new int[] {1, 2},
              Sampling.greedy().maxTokens(9).minTokens(4).params(),
              ends,
              1,
              TokenRequest.SCORE_NOTHING,
              StopCheck.NONE,
              letters.regex("[k-m]{3}[kl]{5}"),
              false,
              Serving.DEFAULT);
      TokenResult result = engine.submit(request).join();
      // The fourth has nothing else to be.
      assertThat(text(result)).matches("mmm[kl]");
      assertThat(result.finishReason()).isInstanceOf(FinishReason.StopToken.class);
    }
  }
}
