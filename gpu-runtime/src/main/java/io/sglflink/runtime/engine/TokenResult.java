package io.sglflink.runtime.engine;

import io.sglflink.model.FinishReason;
import io.sglflink.model.Generation;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import java.util.List;

/**
 * How a token request ended.
 *
 * @param output drawn tokens, the one that ended the output included
 * @param finishReason why it ended
 * @param cachedTokens prompt tokens that came from the cache
 * @param scored log-probabilities of prompt tokens from the request's {@code scoreFrom} on
 * @param drawn log-probabilities of {@code output}; empty when not asked for
 * @param timing where the time went
 */
public record TokenResult(
    int[] output,
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
