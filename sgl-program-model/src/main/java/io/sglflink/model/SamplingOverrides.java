package io.sglflink.model;

import java.util.List;

/**
 * Sampling parameters that may be left unset: null inherits. Ranges are those of {@link
 * SamplingParams}.
 */
public record SamplingOverrides(
    Integer maxTokens,
    Integer minTokens,
    Double temperature,
    Double topP,
    Integer topK,
    Double minP,
    Double frequencyPenalty,
    Double presencePenalty,
    List<String> stop,
    List<Integer> stopTokenIds,
    Boolean ignoreEos,
    Boolean returnLogprob,
    Integer logprobStartLen,
    Integer topLogprobsNum,
    Boolean returnTextInLogprobs) {

  /** Everything is inherited. */
  public static final SamplingOverrides NONE =
      new SamplingOverrides(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  public SamplingOverrides {
    stop = stop == null ? null : List.copyOf(stop);
    stopTokenIds = stopTokenIds == null ? null : List.copyOf(stopTokenIds);
  }

  /** These parameters where they are set, {@code base}'s elsewhere; lists replace, never merge. */
  public SamplingParams over(SamplingParams base) {
    LogprobOptions baseLogprobs = base.logprobs();
    return new SamplingParams(
        or(maxTokens, base.maxTokens()),
        or(minTokens, base.minTokens()),
        or(temperature, base.temperature()),
        or(topP, base.topP()),
        or(topK, base.topK()),
        or(minP, base.minP()),
        or(frequencyPenalty, base.frequencyPenalty()),
        or(presencePenalty, base.presencePenalty()),
        or(stop, base.stop()),
        or(stopTokenIds, base.stopTokenIds()),
        or(ignoreEos, base.ignoreEos()),
        new LogprobOptions(
            or(returnLogprob, baseLogprobs.enabled()),
            or(logprobStartLen, baseLogprobs.startLen()),
            or(topLogprobsNum, baseLogprobs.top()),
            or(returnTextInLogprobs, baseLogprobs.text())));
  }

  private static <T> T or(T override, T inherited) {
    return override == null ? inherited : override;
  }
}
