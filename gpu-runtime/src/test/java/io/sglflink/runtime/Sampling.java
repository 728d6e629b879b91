package io.sglflink.runtime;

import io.sglflink.model.SamplingBuilder;
import io.sglflink.model.SamplingParams;
import java.util.List;
import java.util.Map;

/** Builds sampling parameters: greedy or at a temperature, everything else off. */
public final class Sampling {

  private final SamplingBuilder builder = new SamplingBuilder();

  private Sampling(double temperature) {
    builder.temperature(temperature).maxTokens(1);
  }

  public static Sampling greedy() {
    return new Sampling(0);
  }

  public static Sampling at(double temperature) {
    return new Sampling(temperature);
  }

  public Sampling maxTokens(int value) {
    builder.maxTokens(value);
    return this;
  }

  public Sampling minTokens(int value) {
    builder.minTokens(value);
    return this;
  }

  public Sampling topP(double value) {
    builder.topP(value);
    return this;
  }

  public Sampling topK(int value) {
    builder.topK(value);
    return this;
  }

  public Sampling minP(double value) {
    builder.minP(value);
    return this;
  }

  public Sampling penalties(double frequency, double presence) {
    builder.frequencyPenalty(frequency).presencePenalty(presence);
    return this;
  }

  public Sampling repetitionPenalty(double value) {
    builder.repetitionPenalty(value);
    return this;
  }

  public Sampling bias(Map<Integer, Double> value) {
    builder.logitBias(value);
    return this;
  }

  public Sampling n(int value) {
    builder.n(value);
    return this;
  }

  public Sampling seed(long value) {
    builder.samplingSeed(value);
    return this;
  }

  public Sampling stopRegex(String... values) {
    builder.stopRegex(List.of(values));
    return this;
  }

  public Sampling stop(String... values) {
    builder.stop(List.of(values));
    return this;
  }

  public Sampling stopTokenIds(Integer... values) {
    builder.stopTokenIds(List.of(values));
    return this;
  }

  public Sampling ignoreEos() {
    builder.ignoreEos(true);
    return this;
  }

  public Sampling logprobs(int startLen, int top, boolean text) {
    builder
        .returnLogprob(true)
        .logprobStartLen(startLen)
        .topLogprobsNum(top)
        .returnTextInLogprobs(text);
    return this;
  }

  /** The {@code top} most likely tokens beside every output token. */
  public Sampling top(int top) {
    return logprobs(-1, top, false);
  }

  public SamplingParams params() {
    return builder.build().over(SamplingParams.DEFAULTS);
  }
}
