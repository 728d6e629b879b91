package io.sglflink.runtime.bench;

import io.sglflink.model.LogprobOptions;
import io.sglflink.model.RequestId;
import io.sglflink.model.SamplingParams;
import io.sglflink.model.Serving;
import io.sglflink.runtime.constraint.TokenState;
import io.sglflink.runtime.engine.TokenRequest;
import io.sglflink.runtime.engine.TokenRequest.StopCheck;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One request of a load. Output is greedy and goes on to its full length.
 *
 * @param step which of a program's steps it stands for: outputs of one step are alike in length
 * @param prompt token ids
 * @param output tokens to draw, at most with a constraint; 0 only computes the prompt
 * @param constraint what the output must satisfy, or null
 * @param scoreFrom first prompt position to score, or {@link TokenRequest#SCORE_NOTHING}
 * @param then the requests that its output leads to
 */
record Call(
    String step,
    int[] prompt,
    int output,
    TokenState constraint,
    int scoreFrom,
    Function<int[], List<Call>> then) {

  /** A request for output that nothing follows. */
  static Call generate(int[] prompt, int output) {
    return new Call("/", prompt, output, null, TokenRequest.SCORE_NOTHING, drawn -> List.of());
  }

  /** A request that scores the prompt's tokens from {@code scoreFrom} on, as a choice's are. */
  static Call score(int[] prompt, int scoreFrom) {
    return new Call("/", prompt, 0, null, scoreFrom, drawn -> List.of());
  }

  /** This request with output that satisfies {@code start}. */
  Call constrained(TokenState start) {
    return new Call(step, prompt, output, start, scoreFrom, then);
  }

  /**
   * This request as {@code step} of a program, followed by what {@code next} makes of its output.
   */
  Call then(String newStep, Function<int[], List<Call>> next) {
    return new Call(newStep, prompt, output, constraint, scoreFrom, next);
  }

  /** Prompt tokens that a cache may hold for it: the others' hidden states are needed. */
  int reusable() {
    int limit = output > 0 ? prompt.length - 1 : prompt.length;
    return scoreFrom == TokenRequest.SCORE_NOTHING ? limit : Math.min(limit, scoreFrom - 1);
  }

  TokenRequest request(String program, StopCheck stopCheck) {
    return new TokenRequest(
        new RequestId("bench", step),
        prompt,
        SamplingParams.greedy(output, LogprobOptions.NONE),
        Set.of(),
        0,
        scoreFrom,
        stopCheck,
        constraint,
        false,
        new Serving(program, "", 0, 0));
  }
}
