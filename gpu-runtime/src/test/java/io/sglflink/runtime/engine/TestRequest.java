package io.sglflink.runtime.engine;

import io.sglflink.model.RequestId;
import io.sglflink.model.Serving;
import io.sglflink.runtime.Sampling;
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
        StopCheck.NONE,
        null,
        false,
        serving);
  }

  Sequence sequence() {
    return new Sequence(request(), 0);
  }

  /** The output of a model that computes the request alone. */
  static int[] output(TokenRequest request) {
    int[] sequence = request.prompt();
    for (int i = 0; i < request.sampling().maxTokens(); i++) {
      int next = SlotModel.next(sequence);
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
