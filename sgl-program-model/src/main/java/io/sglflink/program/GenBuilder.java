package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.SamplingOverrides;
import java.util.Arrays;
import java.util.List;

/**
 * Sets the parameters of a {@link GenNode}; what is not set is inherited from the run. Ranges are
 * checked when the program is built.
 */
public final class GenBuilder {

  private final String name;
  private Integer maxTokens;
  private Integer minTokens;
  private Double temperature;
  private Double topP;
  private Integer topK;
  private Double minP;
  private Double frequencyPenalty;
  private Double presencePenalty;
  private Boolean ignoreEos;
  private Boolean returnLogprob;
  private Integer logprobStartLen;
  private Integer topLogprobsNum;
  private Boolean returnTextInLogprobs;
  private List<String> stop;
  private List<Integer> stopTokenIds;
  private Long seed;
  private String regex;
  private Expression choices;
  private DataType dtype;

  GenBuilder(String name) {
    this.name = name;
  }

  /** Most output tokens, at least 0; 0 only fills the cache. */
  public GenBuilder maxTokens(int value) {
    maxTokens = value;
    return this;
  }

  /** Output tokens before an end-of-sequence or stop token may be drawn. */
  public GenBuilder minTokens(int value) {
    minTokens = value;
    return this;
  }

  /** At least 0; 0 always takes the most likely token. */
  public GenBuilder temperature(double value) {
    temperature = value;
    return this;
  }

  /** Nucleus mass, over 0 to 1. */
  public GenBuilder topP(double value) {
    topP = value;
    return this;
  }

  /** Number of most likely tokens kept, at least 1; −1 keeps all. */
  public GenBuilder topK(int value) {
    topK = value;
    return this;
  }

  /** Share of the best token's probability below which a token is dropped, 0 to 1. */
  public GenBuilder minP(double value) {
    minP = value;
    return this;
  }

  /** Subtracted from a token's logit per occurrence in the output, −2 to 2. */
  public GenBuilder frequencyPenalty(double value) {
    frequencyPenalty = value;
    return this;
  }

  /** Subtracted once from the logit of a token that the output has, −2 to 2. */
  public GenBuilder presencePenalty(double value) {
    presencePenalty = value;
    return this;
  }

  /** Whether end-of-sequence and stop tokens are drawn like any other. */
  public GenBuilder ignoreEos(boolean value) {
    ignoreEos = value;
    return this;
  }

  /** Whether log-probabilities are returned. */
  public GenBuilder returnLogprob(boolean value) {
    returnLogprob = value;
    return this;
  }

  /** First prompt position to report; −1 reports output tokens only. */
  public GenBuilder logprobStartLen(int value) {
    logprobStartLen = value;
    return this;
  }

  /** Number of most likely alternatives per position, 0 to 20. */
  public GenBuilder topLogprobsNum(int value) {
    topLogprobsNum = value;
    return this;
  }

  /** Whether token texts are returned beside the ids. */
  public GenBuilder returnTextInLogprobs(boolean value) {
    returnTextInLogprobs = value;
    return this;
  }

  /** Strings that end the output; none of them is part of it. They replace the run's. */
  public GenBuilder stop(String... strings) {
    stop = List.of(strings);
    return this;
  }

  /** Tokens that end the output, beside the model's own. They replace the run's. */
  public GenBuilder stopTokenIds(int... tokenIds) {
    stopTokenIds = Arrays.stream(tokenIds).boxed().toList();
    return this;
  }

  /** Source of this node's random numbers in place of the run's seed. */
  public GenBuilder seed(long value) {
    seed = value;
    return this;
  }

  /** What the whole output must match, in the dialect of docs/constraints.md. */
  public GenBuilder regex(String pattern) {
    regex = requireNonNull(pattern, "pattern is null");
    return this;
  }

  /** Makes this node a selection among {@code texts}. */
  public GenBuilder choices(String... texts) {
    return choices(Expression.list(texts));
  }

  /** Makes this node a selection among the items of the list that {@code expression} gives. */
  public GenBuilder choices(Expression expression) {
    choices = requireNonNull(expression, "expression is null");
    return this;
  }

  /** The form of the output. */
  public GenBuilder dtype(DataType type) {
    dtype = requireNonNull(type, "type is null");
    return this;
  }

  GenNode build() {
    SamplingOverrides sampling =
        new SamplingOverrides(
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
            returnLogprob,
            logprobStartLen,
            topLogprobsNum,
            returnTextInLogprobs);
    return new GenNode(name, sampling, seed, regex, choices, dtype);
  }
}
