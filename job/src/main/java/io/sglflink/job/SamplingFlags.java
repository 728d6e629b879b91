package io.sglflink.job;

import io.sglflink.model.SamplingBuilder;
import io.sglflink.model.SamplingOverrides;
import io.sglflink.model.SamplingParams;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.SamplingValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * The run's sampling parameters: what a gen step inherits where neither it nor its prompt record
 * sets one. Filled in by picocli.
 */
public final class SamplingFlags {

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      order = 40,
      description = "Most output tokens of a gen step. Default: 128.")
  private Integer maxTokens;

  @Option(
      names = "--min-tokens",
      paramLabel = "N",
      order = 41,
      description = "Output tokens before a step may end by itself. Default: 0.")
  private Integer minTokens;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      order = 42,
      description = "0 always takes the most likely token. Default: 1.0.")
  private Double temperature;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      order = 43,
      description = "Nucleus mass, over 0 to 1. Default: 1.0.")
  private Double topP;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      order = 44,
      description = "Most likely tokens kept; -1 keeps all. Default: -1.")
  private Integer topK;

  @Option(
      names = "--min-p",
      paramLabel = "P",
      order = 45,
      description = "Drops tokens under this share of the best one's probability. Default: 0.")
  private Double minP;

  @Option(
      names = "--frequency-penalty",
      paramLabel = "X",
      order = 46,
      description = "Per occurrence in the output, -2 to 2. Default: 0.")
  private Double frequencyPenalty;

  @Option(
      names = "--presence-penalty",
      paramLabel = "X",
      order = 47,
      description = "Once for a token that the output has, -2 to 2. Default: 0.")
  private Double presencePenalty;

  @Option(
      names = "--repetition-penalty",
      paramLabel = "X",
      order = 48,
      description = "For tokens that prompt or output have, over 0 to 2. Default: 1.0.")
  private Double repetitionPenalty;

  @Option(
      names = "--logit-bias",
      paramLabel = "ID=X",
      split = ",",
      order = 49,
      description = "Added to the logits of tokens; comma-separated.")
  private Map<Integer, Double> logitBias;

  @Option(
      names = "--n",
      paramLabel = "N",
      order = 50,
      description = "Outputs of a gen step; its variable is then their list. Default: 1.")
  private Integer n;

  @Option(
      names = "--sampling-seed",
      paramLabel = "SEED",
      order = 51,
      description = "Seed of every gen step in place of the records' seeds.")
  private Long samplingSeed;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      order = 52,
      description = "A string that ends the output; may be given several times.")
  private List<String> stop;

  @Option(
      names = "--stop-token-ids",
      paramLabel = "ID",
      split = ",",
      order = 53,
      description = "Tokens that end the output, beside the model's own; comma-separated.")
  private List<Integer> stopTokenIds;

  @Option(
      names = "--stop-regex",
      paramLabel = "PATTERN",
      order = 54,
      description = "A pattern that ends the output; may be given several times.")
  private List<String> stopRegex;

  @Option(
      names = "--ignore-eos",
      order = 55,
      arity = "0",
      description = "Draw end-of-sequence tokens like any other.")
  private Boolean ignoreEos;

  /**
   * What was set, over the defaults.
   *
   * @throws IllegalArgumentException when a parameter is out of its range
   */
  public SamplingParams params() {
    SamplingOverrides set = overrides();
    SamplingParams params = set.over(SamplingParams.DEFAULTS);
    List<Problem> problems = new ArrayList<>(SamplingValidator.validate(set, ""));
    problems.addAll(SamplingValidator.validate(params, ""));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.get(0).message());
    }
    return params;
  }

  private SamplingOverrides overrides() {
    return new SamplingBuilder()
        .maxTokens(maxTokens)
        .minTokens(minTokens)
        .n(n)
        .temperature(temperature)
        .topP(topP)
        .topK(topK)
        .minP(minP)
        .frequencyPenalty(frequencyPenalty)
        .presencePenalty(presencePenalty)
        .repetitionPenalty(repetitionPenalty)
        .logitBias(logitBias)
        .samplingSeed(samplingSeed)
        .stop(stop)
        .stopTokenIds(stopTokenIds)
        .stopRegex(stopRegex)
        .ignoreEos(ignoreEos)
        .build();
  }
}
