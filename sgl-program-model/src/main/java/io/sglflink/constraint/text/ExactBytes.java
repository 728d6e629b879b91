package io.sglflink.constraint.text;

import io.sglflink.constraint.ConstraintBudgetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The fewest bytes of a text by state and number of characters, worked out as far as asked for. */
final class ExactBytes {

  private static final int NEVER = Integer.MAX_VALUE;
  private static final int MAX_ENTRIES = 8_000_000;

  private final Dfa dfa;
  private final List<int[]> fewest = new ArrayList<>();

  ExactBytes(Dfa dfa) {
    this.dfa = dfa;
    int[] none = new int[dfa.states()];
    Arrays.setAll(none, q -> dfa.accepts(q) ? 0 : NEVER);
    fewest.add(none);
  }

  /** A text of more characters than the best one has bytes is no better. */
  synchronized int fewest(int state, int min, int max) {
    int best = NEVER;
    for (int k = min; k <= max && k < best; k++) {
      best = Math.min(best, at(k)[state]);
    }
    return best;
  }

  private int[] at(int characters) {
    while (fewest.size() <= characters) {
      if ((long) fewest.size() * dfa.states() > MAX_ENTRIES) {
        throw new ConstraintBudgetException(
            "the shortest text of a pattern with a length takes too much work to tell: lower the"
                + " lengths");
      }
      int[] before = fewest.get(fewest.size() - 1);
      int[] made = new int[dfa.states()];
      Arrays.fill(made, NEVER);
      for (int q = 0; q < made.length; q++) {
        for (int i = dfa.first(q); i < dfa.end(q); i++) {
          int rest = before[dfa.target(i)];
          if (rest != NEVER) {
            made[q] = Math.min(made[q], rest + Lengths.bytes(dfa.low(i)));
          }
        }
      }
      fewest.add(made);
    }
    return fewest.get(characters);
  }
}
