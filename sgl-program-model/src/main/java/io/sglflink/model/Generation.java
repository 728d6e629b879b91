package io.sglflink.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The answer to a {@link GenerateRequest}.
 *
 * @param text the output, cut before a stop string, without special tokens
 * @param finishReason why generation ended
 * @param promptTokens tokens of the prompt
 * @param completionTokens tokens generated, the one that ended generation included
 * @param cachedTokens prompt tokens whose keys and values were already in the cache
 * @param promptLogprobs prompt tokens from {@link LogprobOptions#startLen()} on; empty when not
 *     asked for
 * @param outputLogprobs one per generated token; empty when not asked for
 * @param timing where the time went
 */
public record Generation(
    String text,
    FinishReason finishReason,
    int promptTokens,
    int completionTokens,
    int cachedTokens,
    List<TokenLogprob> promptLogprobs,
    List<TokenLogprob> outputLogprobs,
    Timing timing) {

  public Generation {
    requireNonNull(text, "text is null");
    requireNonNull(finishReason, "finishReason is null");
    requireNonNull(timing, "timing is null");
    promptLogprobs = List.copyOf(promptLogprobs);
    outputLogprobs = List.copyOf(outputLogprobs);
  }

  /**
   * Wall time of one request, in nanoseconds.
   *
   * @param waiting from submission to admission
   * @param running from admission to the end
   */
  public record Timing(long waiting, long running) {}
}
