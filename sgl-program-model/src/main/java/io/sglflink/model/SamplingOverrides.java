package io.sglflink.model;

import java.util.List;
import java.util.Map;

/**
 * Sampling parameters that may be left unset: null inherits. Ranges are those of {@link
 * SamplingParams}. {@link SamplingBuilder} makes them.
 */
public record SamplingOverrides(
    Integer maxTokens,
    Integer minTokens,
    Integer n,
    Double temperature,
    Double topP,
    Integer topK,
    Double minP,
    Double frequencyPenalty,
    Double presencePenalty,
    Double repetitionPenalty,
    Map<Integer, Double> logitBias,
    Long samplingSeed,
    List<String> stop,
    List<Integer> stopTokenIds,
    List<String> stopRegex,
    Boolean ignoreEos,
    Boolean returnLogprob,
    Integer logprobStartLen,
    Integer topLogprobsNum,
    Boolean returnTextInLogprobs) {

  /** Everything is inherited. */
  public static final SamplingOverrides NONE = new SamplingBuilder().build();

  public SamplingOverrides {
    logitBias = logitBias == null ? null : SamplingParams.sorted(logitBias);
    stop = stop == null ? null : List.copyOf(stop);
    stopTokenIds = stopTokenIds == null ? null : List.copyOf(stopTokenIds);
    stopRegex = stopRegex == null ? null : List.copyOf(stopRegex);
  }

  /** Overrides that set everything to what {@code params} has. */
  public static SamplingOverrides of(SamplingParams params) {
    LogprobOptions logprobs = params.logprobs();
    return new SamplingOverrides(
        params.maxTokens(),
        params.minTokens(),
        params.n(),
        params.temperature(),
        params.topP(),
        params.topK(),
        params.minP(),
        params.frequencyPenalty(),
        params.presencePenalty(),
        params.repetitionPenalty(),
        params.logitBias(),
        params.samplingSeed(),
        params.stop(),
        params.stopTokenIds(),
        params.stopRegex(),
        params.ignoreEos(),
        logprobs.enabled(),
        logprobs.startLen(),
        logprobs.top(),
        logprobs.text());
  }

  /**
   * These parameters where they are set, {@code base}'s elsewhere; lists and maps replace, never
   * merge.
   */
  public SamplingParams over(SamplingParams base) {
    return new SamplingParams(
        or(maxTokens, base.maxTokens()),
        or(minTokens, base.minTokens()),
        or(n, base.n()),
        or(temperature, base.temperature()),
        or(topP, base.topP()),
        or(topK, base.topK()),
        or(minP, base.minP()),
        or(frequencyPenalty, base.frequencyPenalty()),
        or(presencePenalty, base.presencePenalty()),
        or(repetitionPenalty, base.repetitionPenalty()),
        or(logitBias, base.logitBias()),
        or(samplingSeed, base.samplingSeed()),
        or(stop, base.stop()),
        or(stopTokenIds, base.stopTokenIds()),
        or(stopRegex, base.stopRegex()),
        or(ignoreEos, base.ignoreEos()),
        logprobsOver(base.logprobs()));
  }

  /** The log-probabilities that these parameters ask for, {@code base}'s where they are unset. */
  public LogprobOptions logprobsOver(LogprobOptions base) {
    return new LogprobOptions(
        or(returnLogprob, base.enabled()),
        or(logprobStartLen, base.startLen()),
        or(topLogprobsNum, base.top()),
        or(returnTextInLogprobs, base.text()));
  }

  private static <T> T or(T override, T inherited) {
    return override == null ? inherited : override;
  }
}
