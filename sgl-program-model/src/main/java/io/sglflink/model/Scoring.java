package io.sglflink.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The answer to a {@link ScoreRequest}.
 *
 * @param choices one score per choice, in the request's order
 * @param promptTokens tokens of the prompt and of all choices together, counting the prompt once
 * @param cachedTokens prompt tokens whose keys and values were already in the cache
 * @param timing where the time went
 */
public record Scoring(
    List<ChoiceScore> choices, int promptTokens, int cachedTokens, Generation.Timing timing) {

  public Scoring {
    requireNonNull(timing, "timing is null");
    choices = List.copyOf(choices);
  }

  /** Index of the choice with the highest normalised log-probability; the first one of a tie. */
  public int best() {
    int best = 0;
    for (int i = 1; i < choices.size(); i++) {
      if (choices.get(i).normalizedLogprob() > choices.get(best).normalizedLogprob()) {
        best = i;
      }
    }
    return best;
  }

  /**
   * One choice's score.
   *
   * @param normalizedLogprob mean natural-log probability over {@code tokens}
   * @param tokens the scored tokens: those of {@code tok(prompt + choice)} from the prompt's end
   *     on, and the prompt's last token too where the choice changed it
   */
  public record ChoiceScore(double normalizedLogprob, List<TokenLogprob> tokens) {

    public ChoiceScore {
      tokens = List.copyOf(tokens);
    }
  }
}
