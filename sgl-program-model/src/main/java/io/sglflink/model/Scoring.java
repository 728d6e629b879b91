package io.sglflink.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The answer to a {@link ScoreRequest}.
 *
 * @param choices one score per choice, in the request's order
 * @param promptTokens tokens of the prompt and of all choices together, counting the prompt once
 *     and not counting choices that were scored without it
 * @param cachedTokens prompt tokens whose keys and values were already in the cache
 * @param timing where the time went
 */
public record Scoring(
    List<ChoiceScore> choices, int promptTokens, int cachedTokens, Generation.Timing timing) {

  public Scoring {
    requireNonNull(timing, "timing is null");
    choices = List.copyOf(choices);
  }

  /**
   * One choice's score.
   *
   * @param normalizedLogprob mean natural-log probability over {@code tokens}
   * @param tokens the scored tokens: those of {@code tok(prompt + choice)} from the prompt's end
   *     on, and the prompt's last token too where the choice changed it; at least one
   * @param unconditional the same tokens from the second one on, with the log-probabilities that
   *     they have without the prompt; empty unless {@link
   *     ChoicesMethod#UNCONDITIONAL_LIKELIHOOD_NORMALIZED} asked for them
   */
  public record ChoiceScore(
      double normalizedLogprob, List<TokenLogprob> tokens, List<TokenLogprob> unconditional) {

    public ChoiceScore {
      tokens = List.copyOf(tokens);
      unconditional = List.copyOf(unconditional);
    }

    /**
     * Mean over {@code tokens} of the log-probability after the prompt less the one without it; the
     * first token's without it counts as 0, as in SGLang.
     */
    public double normalizedUnconditionalLogprob() {
      return (sum(tokens) - sum(unconditional)) / tokens.size();
    }

    private static double sum(List<TokenLogprob> tokens) {
      return tokens.stream().mapToDouble(TokenLogprob::logprob).sum();
    }
  }
}
