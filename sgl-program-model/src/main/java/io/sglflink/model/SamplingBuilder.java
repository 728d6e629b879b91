package io.sglflink.model;

import java.util.List;
import java.util.Map;

/**
 * Collects sampling parameters; null unsets one. Their meanings and ranges are those of {@link
 * SamplingParams}.
 */
public final class SamplingBuilder {

  private Integer maxTokens;
  private Integer minTokens;
  private Integer n;
  private Double temperature;
  private Double topP;
  private Integer topK;
  private Double minP;
  private Double frequencyPenalty;
  private Double presencePenalty;
  private Double repetitionPenalty;
  private Map<Integer, Double> logitBias;
  private Long samplingSeed;
  private List<String> stop;
  private List<Integer> stopTokenIds;
  private List<String> stopRegex;
  private Boolean ignoreEos;
  private Boolean returnLogprob;
  private Integer logprobStartLen;
  private Integer topLogprobsNum;
  private Boolean returnTextInLogprobs;

  public SamplingBuilder maxTokens(Integer value) {
    maxTokens = value;
    return this;
  }

  public SamplingBuilder minTokens(Integer value) {
    minTokens = value;
    return this;
  }

  public SamplingBuilder n(Integer value) {
    n = value;
    return this;
  }

  public SamplingBuilder temperature(Double value) {
    temperature = value;
    return this;
  }

  public SamplingBuilder topP(Double value) {
    topP = value;
    return this;
  }

  public SamplingBuilder topK(Integer value) {
    topK = value;
    return this;
  }

  public SamplingBuilder minP(Double value) {
    minP = value;
    return this;
  }

  public SamplingBuilder frequencyPenalty(Double value) {
    frequencyPenalty = value;
    return this;
  }

  public SamplingBuilder presencePenalty(Double value) {
    presencePenalty = value;
    return this;
  }

  public SamplingBuilder repetitionPenalty(Double value) {
    repetitionPenalty = value;
    return this;
  }

  public SamplingBuilder logitBias(Map<Integer, Double> value) {
    logitBias = value;
    return this;
  }

  public SamplingBuilder samplingSeed(Long value) {
    samplingSeed = value;
    return this;
  }

  public SamplingBuilder stop(List<String> value) {
    stop = value;
    return this;
  }

  public SamplingBuilder stopTokenIds(List<Integer> value) {
    stopTokenIds = value;
    return this;
  }

  public SamplingBuilder stopRegex(List<String> value) {
    stopRegex = value;
    return this;
  }

  public SamplingBuilder ignoreEos(Boolean value) {
    ignoreEos = value;
    return this;
  }

  public SamplingBuilder returnLogprob(Boolean value) {
    returnLogprob = value;
    return this;
  }

  public SamplingBuilder logprobStartLen(Integer value) {
    logprobStartLen = value;
    return this;
  }

  public SamplingBuilder topLogprobsNum(Integer value) {
    topLogprobsNum = value;
    return this;
  }

  public SamplingBuilder returnTextInLogprobs(Boolean value) {
    returnTextInLogprobs = value;
    return this;
  }

  /** What was set, not checked against its ranges. */
  public SamplingOverrides build() {
    return new SamplingOverrides(
        maxTokens,
        minTokens,
        n,
        temperature,
        topP,
        topK,
        minP,
        frequencyPenalty,
        presencePenalty,
        repetitionPenalty,
        logitBias,
        samplingSeed,
        stop,
        stopTokenIds,
        stopRegex,
        ignoreEos,
        returnLogprob,
        logprobStartLen,
        topLogprobsNum,
        returnTextInLogprobs);
  }
}
