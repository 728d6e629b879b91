package io.sglflink.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The answer to a {@link GenerateRequest}.
 *
 * @param samples as many outputs as {@link SamplingParams#n} says, in the order of their numbers
 * @param promptTokens tokens of the prompt, which all samples share
 * @param cachedTokens prompt tokens whose keys and values were already in the cache
 * @param promptLogprobs prompt tokens from {@link LogprobOptions#startLen()} on; empty when not
 *     asked for
 * @param timing where the time went
 */
public record Generation(
    List<Sample> samples,
    int promptTokens,
    int cachedTokens,
    List<TokenLogprob> promptLogprobs,
    Timing timing) {

  public Generation {
    requireNonNull(timing, "timing is null");
    samples = List.copyOf(samples);
    promptLogprobs = List.copyOf(promptLogprobs);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("samples is empty: give at least one");
    }
  }

  /** The first sample's text. */
  public String text() {
    return samples.get(0).text();
  }

  /** Why the first sample ended. */
  public FinishReason finishReason() {
    return samples.get(0).finishReason();
  }

  /** The first sample's log-probabilities. */
  public List<TokenLogprob> outputLogprobs() {
    return samples.get(0).outputLogprobs();
  }

  /** Tokens generated, over all samples. */
  public int completionTokens() {
    return samples.stream().mapToInt(Sample::completionTokens).sum();
  }

  /**
   * One output.
   *
   * @param text the output, cut before what stopped it, without special tokens
   * @param finishReason why it ended
   * @param completionTokens tokens generated, the one that ended it included
   * @param outputLogprobs one per generated token; empty when not asked for
   * @param constraint what became of the request's constraint; null where it had none
   */
  public record Sample(
      String text,
      FinishReason finishReason,
      int completionTokens,
      List<TokenLogprob> outputLogprobs,
      ConstraintOutcome constraint) {

    public Sample {
      requireNonNull(text, "text is null");
      requireNonNull(finishReason, "finishReason is null");
      outputLogprobs = List.copyOf(outputLogprobs);
    }

    /** An output that no constraint held. */
    public Sample(
        String text,
        FinishReason finishReason,
        int completionTokens,
        List<TokenLogprob> outputLogprobs) {
      this(text, finishReason, completionTokens, outputLogprobs, null);
    }
  }

  /**
   * Wall time of one request, in nanoseconds.
   *
   * @param waiting from submission to admission
   * @param running from admission to the end
   */
  public record Timing(long waiting, long running) {}
}
