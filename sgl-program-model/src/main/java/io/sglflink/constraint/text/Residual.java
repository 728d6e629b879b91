package io.sglflink.constraint.text;

import io.sglflink.constraint.text.TextAutomaton.Rest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What may follow at a state, comparable across automata. A small rest is compared by its
 * structure, a large one by automaton and state.
 */
final class Residual {

  /** Numbers up to which a rest is small. */
  private static final int SMALL = 512;

  private final Object automaton;
  private final int[] values;
  private final int hash;

  private Residual(Object automaton, int[] values) {
    this.automaton = automaton;
    this.values = values;
    this.hash = 31 * Arrays.hashCode(values) + (automaton == null ? 0 : automaton.hashCode());
  }

  static Residual of(Dfa dfa, int state, Rest rest) {
    int[] small = structure(dfa, state, rest);
    if (small != null) {
      return new Residual(null, small);
    }
    List<Integer> place = new ArrayList<>(List.of(state));
    if (rest != null) {
      place.add(rest.following());
      place.addAll(rest.ranges());
    }
    return new Residual(dfa, place.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The rest's states in the order in which a walk meets them; null when there are too many. */
  private static int[] structure(Dfa dfa, int state, Rest rest) {
    int[] values = new int[SMALL];
    int size = 0;
    Map<Integer, Integer> numbers = new HashMap<>();
    List<Integer> order = new ArrayList<>();
    if (rest == null) {
      number(state, numbers, order);
    } else {
      if (rest.ranges().size() + 1 > SMALL) {
        return null;
      }
      values[size++] = -rest.following();
      for (int i = 0; i < rest.ranges().size(); i += 3) {
        values[size++] = rest.ranges().get(i);
        values[size++] = rest.ranges().get(i + 1);
        values[size++] = number(rest.ranges().get(i + 2), numbers, order);
      }
    }
    for (int at = 0; at < order.size(); at++) {
      int q = order.get(at);
      if (size + 1 + 3 * (dfa.end(q) - dfa.first(q)) > SMALL) {
        return null;
      }
      values[size++] = dfa.accepts(q) ? -8 : -9;
      for (int i = dfa.first(q); i < dfa.end(q); i++) {
        values[size++] = dfa.low(i);
        values[size++] = dfa.high(i);
        values[size++] = number(dfa.target(i), numbers, order);
      }
    }
    return Arrays.copyOf(values, size);
  }

  private static int number(int state, Map<Integer, Integer> numbers, List<Integer> order) {
    Integer known = numbers.get(state);
    if (known == null) {
      known = order.size();
      numbers.put(state, known);
      order.add(state);
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof Residual residual
            && hash == residual.hash
            && Arrays.equals(values, residual.values)
            && (automaton == null
                ? residual.automaton == null
                : automaton.equals(residual.automaton)));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
