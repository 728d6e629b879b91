package io.sglflink.runtime.engine;

import io.sglflink.model.FinishReason;
import io.sglflink.model.Generation;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import java.util.List;

/**
 * How a token request ended.
 *
 * @param output the output's tokens, the one that ended it included
 * @param forced how many of them a constraint left no choice about and nobody drew
 * @param satisfied whether the output satisfies its constraint; true without one. What stops an
 *     output is no part of it
 * @param finishReason why it ended
 * @param cachedTokens prompt tokens that came from the cache
 * @param scored log-probabilities of prompt tokens from the request's {@code scoreFrom} on
 * @param drawn log-probabilities of {@code output}; empty when not asked for
 * @param timing where the time went
 */
public record TokenResult(
    int[] output,
    int forced,
    boolean satisfied,
    FinishReason finishReason,
    int cachedTokens,
    List<Logprobs> scored,
    List<Logprobs> drawn,
    Generation.Timing timing) {

  public TokenResult {
    scored = List.copyOf(scored);
    drawn = List.copyOf(drawn);
  }
}
