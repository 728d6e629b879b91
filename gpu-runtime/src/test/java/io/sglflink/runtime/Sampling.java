package io.sglflink.runtime;

import io.sglflink.model.LogprobOptions;
import io.sglflink.model.SamplingParams;
import java.util.List;

/** Builds sampling parameters: greedy or at a temperature, everything else off. */
public final class Sampling {

  private final double temperature;
  private int maxTokens = 1;
  private int minTokens;
  private double topP = 1;
  private int topK = -1;
  private double minP;
  private double frequencyPenalty;
  private double presencePenalty;
  private List<String> stop = List.of();
  private List<Integer> stopTokenIds = List.of();
  private boolean ignoreEos;
  private LogprobOptions logprobs = LogprobOptions.NONE;

  private Sampling(double temperature) {
    this.temperature = temperature;
  }

  public static Sampling greedy() {
    return new Sampling(0);
  }

  public static Sampling at(double temperature) {
    return new Sampling(temperature);
  }

  public Sampling maxTokens(int value) {
    maxTokens = value;
    return this;
  }

  public Sampling minTokens(int value) {
    minTokens = value;
    return this;
  }

  public Sampling topP(double value) {
    topP = value;
    return this;
  }

  public Sampling topK(int value) {
    topK = value;
    return this;
  }

  public Sampling minP(double value) {
    minP = value;
    return this;
  }

  public Sampling penalties(double frequency, double presence) {
    frequencyPenalty = frequency;
    presencePenalty = presence;
    return this;
  }

  public Sampling stop(String... values) {
    stop = List.of(values);
    return this;
  }

  public Sampling stopTokenIds(Integer... values) {
    stopTokenIds = List.of(values);
    return this;
  }

  public Sampling ignoreEos() {
    ignoreEos = true;
    return this;
  }

  public Sampling logprobs(int startLen, int top, boolean text) {
    logprobs = new LogprobOptions(true, startLen, top, text);
    return this;
  }

  /** The {@code top} most likely tokens beside every output token. */
  public Sampling top(int top) {
    return logprobs(-1, top, false);
  }

  public SamplingParams params() {
    return new SamplingParams(
        maxTokens,
        minTokens,
        temperature,
        topP,
        topK,
        minP,
        frequencyPenalty,
        presencePenalty,
        stop,
        stopTokenIds,
        ignoreEos,
        logprobs);
  }
}
