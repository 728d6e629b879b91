package io.sglflink.model;

import io.sglflink.model.Scoring.ChoiceScore;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How scores decide between choices: the three methods of SGLang's {@code choices_method}. */
public enum ChoicesMethod {
  /** The highest mean log-probability of its tokens. */
  TOKEN_LENGTH_NORMALIZED {
    @Override
    public int best(List<ChoiceScore> scores) {
      return highest(scores, ChoiceScore::normalizedLogprob);
    }
  },
  /**
   * Token by token, those go on whose next token is the most likely one among those that are left;
   * what goes on beyond a choice's end is its mean log-probability.
   */
  GREEDY_TOKEN_SELECTION {
    @Override
    public int best(List<ChoiceScore> scores) {
      return new GreedySelection(scores).best();
    }
  },
  /**
   * The highest mean of what the prompt adds to its tokens' log-probabilities: each is compared
   * with the one that the token has where the choice stands alone, without the prompt.
   */
  UNCONDITIONAL_LIKELIHOOD_NORMALIZED {
    @Override
    public int best(List<ChoiceScore> scores) {
      return highest(scores, ChoiceScore::normalizedUnconditionalLogprob);
    }
  };

  /** Index of the choice to take; the first one of a tie. */
  public abstract int best(List<ChoiceScore> scores);

  /** The name in program JSON, for example {@code greedy_token_selection}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The method with that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static ChoicesMethod ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  private static int highest(List<ChoiceScore> scores, ToDoubleFunction<ChoiceScore> value) {
    int best = 0;
    for (int i = 1; i < scores.size(); i++) {
      if (value.applyAsDouble(scores.get(i)) > value.applyAsDouble(scores.get(best))) {
        best = i;
      }
    }
    return best;
  }
}
