package io.sglflink.runtime.engine;

import io.sglflink.model.RequestId;
import io.sglflink.model.Serving;
import io.sglflink.runtime.Sampling;
import io.sglflink.runtime.constraint.TokenMask;
import io.sglflink.runtime.constraint.TokenState;
import io.sglflink.runtime.engine.TokenRequest.StopCheck;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/** Builds token requests for {@link SlotModel}, and knows what must come of them. */
final class TestRequest {

  private final int[] prompt;
  private String step = "/";
  private Serving serving = Serving.DEFAULT;
  private int maxTokens = 1;
  private boolean ends;
  private boolean penalized;
  private StopCheck stopCheck = StopCheck.NONE;
  private TokenState constraint;
  private boolean complete;
  private int scoreFrom = TokenRequest.SCORE_NOTHING;

  private TestRequest(int[] prompt) {
    this.prompt = prompt;
  }

  static TestRequest of(int... prompt) {
    return new TestRequest(prompt);
  }

  TestRequest step(String value) {
    step = value;
    return this;
  }

  TestRequest serving(String salt, int priority, long timeoutMillis) {
    serving = new Serving("", salt, priority, timeoutMillis);
    return this;
  }

  TestRequest program(String name) {
    serving = new Serving(name, "", 0, 0);
    return this;
  }

  TestRequest maxTokens(int value) {
    maxTokens = value;
    return this;
  }

  /** {@link SlotModel#END} ends its output. */
  TestRequest ends() {
    ends = true;
    return this;
  }

  /** Its draws depend on the tokens before them; the model's are the same nevertheless. */
  TestRequest penalized() {
    penalized = true;
    return this;
  }

  TestRequest stopAt(StopCheck value) {
    stopCheck = value;
    return this;
  }

  TestRequest constrained(TokenState value) {
    constraint = value;
    return this;
  }

  /** Its output is to satisfy its constraint before its tokens run out. */
  TestRequest completed() {
    complete = true;
    return this;
  }

  TestRequest scoreFrom(int position) {
    scoreFrom = position;
    return this;
  }

  TokenRequest request() {
    Sampling sampling = Sampling.greedy().maxTokens(maxTokens).penalties(0, penalized ? 1 : 0);
    if (scoreFrom != TokenRequest.SCORE_NOTHING) {
      sampling.top(0);
    }
    return new TokenRequest(
        new RequestId("test", step),
        prompt,
        sampling.params(),
        ends ? Set.of(SlotModel.END) : Set.of(),
        1,
        scoreFrom,
        stopCheck,
        constraint,
        complete,
        serving);
  }

  Sequence sequence() {
    return new Sequence(request(), 0);
  }

  /** The output of a model that computes the request alone. */
  static int[] output(TokenRequest request) {
    int[] sequence = request.prompt();
    TokenState state = request.constraint();
    for (int i = 0; i < request.sampling().maxTokens(); i++) {
      int next = SlotModel.next(sequence);
      if (state != null) {
        if (state.complete()) {
          break;
        }
        int left = request.sampling().maxTokens() - i;
        TokenMask mask = request.complete() ? state.mask(left) : state.mask();
        next = SlotModel.allowed(next, mask.words(true));
        state = state.next(next);
      }
      sequence = Arrays.copyOf(sequence, sequence.length + 1);
      sequence[sequence.length - 1] = next;
      if (request.endTokens().contains(next)) {
        break;
      }
    }
    return Arrays.copyOfRange(sequence, request.prompt().length, sequence.length);
  }

  /** The scores of a model that computes the request alone. */
  static double[] scores(TokenRequest request) {
    int[] tokens = request.prompt();
    return IntStream.range(Math.min(request.scoreFrom(), tokens.length), tokens.length)
        .mapToDouble(i -> SlotModel.logprob(Arrays.copyOf(tokens, i), tokens[i]))
        .toArray();
  }
}
