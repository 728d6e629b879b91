package io.sglflink.constraint.text;

import io.sglflink.constraint.ConstraintBudgetException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Of each state the lengths of the texts that are accepted from it on, gaps included: for (ab)* the
 * even ones.
 *
 * <p>The states that accept a text of just k characters follow from those that accept one of k − 1,
 * so their sets repeat from some k on.
 */
final class ExactLengths {

  /** Transitions that may be looked at. */
  private static final long WORK = 50_000_000;

  /** By number of characters the states that accept such a text. */
  private final List<BitSet> accepting = new ArrayList<>();

  /** Where the sets begin to repeat, and how many do. */
  private final int tail;

  private final int period;

  /** How much longer than asked the next text may be, at states that accept endlessly many. */
  private final int gap;

  /**
   * @param last only texts of characters up to it count
   */
  ExactLengths(Dfa dfa, Lengths lengths, int last) {
    Map<BitSet, Integer> known = new HashMap<>();
    BitSet states = new BitSet();
    for (int q = 0; q < dfa.states(); q++) {
      states.set(q, dfa.accepts(q));
    }
    long work = 0;
    while (!known.containsKey(states)) {
      known.put(states, accepting.size());
      accepting.add(states);
      BitSet before = new BitSet();
      for (int q = states.nextSetBit(0); q >= 0; q = states.nextSetBit(q + 1)) {
        for (int i : lengths.into(q)) {
          if (dfa.low(i) <= last) {
            before.set(lengths.source(i));
          }
        }
        work += lengths.into(q).length + 1;
      }
      if (work > WORK) {
        throw new ConstraintBudgetException(
            "the lengths of a pattern's texts take too much work to tell: bound fewer parts of it");
      }
      states = before;
    }
    this.tail = known.get(states);
    this.period = accepting.size() - tail;
    this.gap = gap(dfa, lengths);
  }

  private int gap(Dfa dfa, Lengths lengths) {
    int most = 0;
    for (int q = 0; q < dfa.states(); q++) {
      if (lengths.longest(q) == Lengths.UNBOUNDED) {
        int next = atLeast(q, accepting.size());
        for (int m = accepting.size() - 1; m >= 0; m--) {
          next = accepting.get(m).get(q) ? m : next;
          most = Math.max(most, next - m);
        }
        most = Math.max(most, atLeast(q, accepting.size()) - accepting.size());
      }
    }
    return most;
  }

  /** How much longer than asked the next text may be, at states that accept endlessly many. */
  int gap() {
    return gap;
  }

  /** The smallest length from {@code min} on, {@link Lengths#UNBOUNDED} if there is none. */
  int atLeast(int state, int min) {
    int same = min < tail ? min : tail + (min - tail) % period;
    for (int i = 0; i < accepting.size() + period; i++) {
      if (at(same + i).get(state)) {
        return min + i;
      }
    }
    return Lengths.UNBOUNDED;
  }

  private BitSet at(int length) {
    return accepting.get(length < accepting.size() ? length : tail + (length - tail) % period);
  }
}
