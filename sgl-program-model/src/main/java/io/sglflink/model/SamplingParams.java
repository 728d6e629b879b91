package io.sglflink.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Fully resolved sampling parameters of one generation. {@link #with} makes one from another.
 *
 * @param maxTokens most output tokens, at least 0; 0 only fills the cache
 * @param minTokens output tokens before an end-of-sequence or stop token may be drawn, 0 to {@code
 *     maxTokens}
 * @param n outputs drawn for the prompt, 1 to {@link #MAX_N}
 * @param temperature at least 0; below 1e-6 is greedy
 * @param topP nucleus mass, over 0 to 1
 * @param topK number of most likely tokens kept, at least 1; −1 keeps all
 * @param minP share of the best token's probability below which a token is dropped, 0 to 1
 * @param frequencyPenalty subtracted from a token's logit per occurrence in the output, −2 to 2
 * @param presencePenalty subtracted once from the logit of a token that the output has, −2 to 2
 * @param repetitionPenalty what divides the logit of a token that prompt or output have, where it
 *     is positive, and multiplies it elsewhere; over 0 to 2, 1 is none
 * @param logitBias added to the logits of these tokens, at most {@link #MAX_BIAS} either way
 * @param samplingSeed source of the random numbers in place of the request's own seed, or null
 * @param stop strings that end the output, none empty
 * @param stopTokenIds tokens that end the output, beside the model's own
 * @param stopRegex patterns that end the output where a text of theirs ends first, in the dialect
 *     of docs/constraints.md
 * @param ignoreEos whether end-of-sequence and stop tokens are drawn like any other
 * @param logprobs which log-probabilities to return
 */
public record SamplingParams(
    int maxTokens,
    int minTokens,
    int n,
    double temperature,
    double topP,
    int topK,
    double minP,
    double frequencyPenalty,
    double presencePenalty,
    double repetitionPenalty,
    Map<Integer, Double> logitBias,
    Long samplingSeed,
    List<String> stop,
    List<Integer> stopTokenIds,
    List<String> stopRegex,
    boolean ignoreEos,
    LogprobOptions logprobs)
    implements Serializable {

  /** The run's defaults: those of SGLang's {@code run()}. */
  public static final SamplingParams DEFAULTS =
      new SamplingParams(
          128,
          0,
          1,
          1.0,
          1.0,
          -1,
          0.0,
          0.0,
          0.0,
          1.0,
          Map.of(),
          null,
          List.of(),
          List.of(),
          List.of(),
          false,
          LogprobOptions.NONE);

  /** Below this temperature a draw is greedy. */
  public static final double GREEDY_TEMPERATURE = 1e-6;

  /** Largest {@link #n}. */
  public static final int MAX_N = 1_024;

  /** Largest bias: far beyond any logit, and finite in float32 at any temperature. */
  public static final double MAX_BIAS = 1e30;

  public SamplingParams {
    logitBias = sorted(logitBias);
    stop = List.copyOf(stop);
    stopTokenIds = List.copyOf(stopTokenIds);
    stopRegex = List.copyOf(stopRegex);
    requireNonNull(logprobs, "logprobs is null");
  }

  /** Exactly {@code tokens} tokens, each the most likely one, whatever they are. */
  public static SamplingParams greedy(int tokens, LogprobOptions logprobs) {
    return DEFAULTS.with(
        set ->
            set.maxTokens(tokens)
                .temperature(0.0)
                .ignoreEos(true)
                .returnLogprob(logprobs.enabled())
                .logprobStartLen(logprobs.startLen())
                .topLogprobsNum(logprobs.top())
                .returnTextInLogprobs(logprobs.text()));
  }

  /** These parameters but for those that {@code changes} sets. */
  public SamplingParams with(Consumer<SamplingBuilder> changes) {
    SamplingBuilder builder = new SamplingBuilder();
    changes.accept(builder);
    return builder.build().over(this);
  }

  /** These parameters with at most {@code tokens} output tokens. */
  public SamplingParams atMost(int tokens) {
    return with(
        set -> set.maxTokens(Math.min(maxTokens, tokens)).minTokens(Math.min(minTokens, tokens)));
  }

  /** Whether the most likely token is always taken. */
  public boolean greedy() {
    return temperature < GREEDY_TEMPERATURE || topK == 1;
  }

  /** Whether a draw depends on which tokens were drawn before it, beyond the model's own logits. */
  public boolean penalizes() {
    return frequencyPenalty != 0 || presencePenalty != 0 || repetitionPenalty != 1;
  }

  /** A copy in the order of the ids that nobody can change. */
  static Map<Integer, Double> sorted(Map<Integer, Double> bias) {
    return Collections.unmodifiableMap(new TreeMap<>(bias));
  }
}
