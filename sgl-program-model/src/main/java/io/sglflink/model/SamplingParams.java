package io.sglflink.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * Fully resolved sampling parameters of one generation.
 *
 * @param maxTokens most output tokens, at least 0; 0 only fills the cache
 * @param minTokens output tokens before an end-of-sequence or stop token may be drawn, 0 to {@code
 *     maxTokens}
 * @param temperature at least 0; below 1e-6 is greedy
 * @param topP nucleus mass, over 0 to 1
 * @param topK number of most likely tokens kept, at least 1; −1 keeps all
 * @param minP share of the best token's probability below which a token is dropped, 0 to 1
 * @param frequencyPenalty subtracted from a token's logit per occurrence in the output, −2 to 2
 * @param presencePenalty subtracted once from the logit of a token that the output has, −2 to 2
 * @param stop strings that end the output, none empty
 * @param stopTokenIds tokens that end the output, beside the model's own
 * @param ignoreEos whether end-of-sequence and stop tokens are drawn like any other
 * @param logprobs which log-probabilities to return
 */
public record SamplingParams(
    int maxTokens,
    int minTokens,
    double temperature,
    double topP,
    int topK,
    double minP,
    double frequencyPenalty,
    double presencePenalty,
    List<String> stop,
    List<Integer> stopTokenIds,
    boolean ignoreEos,
    LogprobOptions logprobs)
    implements Serializable {

  /** The run's defaults: those of SGLang's {@code run()}. */
  public static final SamplingParams DEFAULTS =
      new SamplingParams(
          128, 0, 1.0, 1.0, -1, 0.0, 0.0, 0.0, List.of(), List.of(), false, LogprobOptions.NONE);

  /** Below this temperature a draw is greedy. */
  public static final double GREEDY_TEMPERATURE = 1e-6;

  public SamplingParams {
    stop = List.copyOf(stop);
    stopTokenIds = List.copyOf(stopTokenIds);
    requireNonNull(logprobs, "logprobs is null");
  }

  /** Exactly {@code tokens} tokens, each the most likely one, whatever they are. */
  public static SamplingParams greedy(int tokens, LogprobOptions logprobs) {
    return new SamplingParams(tokens, 0, 0, 1, -1, 0, 0, 0, List.of(), List.of(), true, logprobs);
  }

  /** These parameters with at most {@code tokens} output tokens. */
  public SamplingParams atMost(int tokens) {
    return new SamplingParams(
        Math.min(maxTokens, tokens),
        Math.min(minTokens, tokens),
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

  /** Whether the most likely token is always taken. */
  public boolean greedy() {
    return temperature < GREEDY_TEMPERATURE || topK == 1;
  }
}
