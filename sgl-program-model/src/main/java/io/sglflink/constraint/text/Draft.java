package io.sglflink.constraint.text;

import io.sglflink.constraint.ConstraintBudgetException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.MinimizationOperations;
import org.apache.lucene.util.automaton.Transition;

/**
 * A deterministic automaton in the making: states are finished one after the other, their
 * transitions added in the order of characters. State 0 is the start.
 */
final class Draft {

  private static final int MAX_TRANSITIONS = 1_000_000;

  /** Transitions that may be looked at to merge equal states round by round. */
  private static final int MERGING = 500_000;

  /** States times kinds of characters up to which Hopcroft's algorithm does what is left. */
  private static final int MINIMIZED = 1_000_000;

  private int[] first = new int[16];
  private int[] low = new int[16];
  private int[] high = new int[16];
  private int[] target = new int[16];
  private final BitSet accepting = new BitSet();
  private int states;
  private int size;

  /** Adds a transition to the state that is being made; neighbours with one target are joined. */
  void transition(int from, int to, int state) {
    boolean joins = size > first[states] && target[size - 1] == state && high[size - 1] == from - 1;
    if (joins) {
      high[size - 1] = to;
      return;
    }
    if (size == MAX_TRANSITIONS) {
      throw new ConstraintBudgetException(
          String.format(
              Locale.ROOT,
              "a set of strings needs an automaton of over %,d transitions: shorten the"
                  + " enum, or let fewer patterns and lengths hold together",
              MAX_TRANSITIONS));
    }
    if (size == low.length) {
      low = Arrays.copyOf(low, 2 * size);
      high = Arrays.copyOf(high, 2 * size);
      target = Arrays.copyOf(target, 2 * size);
    }
    low[size] = from;
    high[size] = to;
    target[size++] = state;
  }

  /** Ends the state that is being made. */
  void finish(boolean accepts) {
    accepting.set(states++, accepts);
    if (states + 1 >= first.length) {
      first = Arrays.copyOf(first, 2 * first.length);
    }
    first[states] = size;
  }

  /**
   * The automaton without what cannot be reached or cannot reach acceptance, equal states merged.
   */
  Dfa build() {
    int[] distance = distances();
    if (distance[0] < 0) {
      return Dfa.NONE;
    }
    BitSet alive = alive(distance);
    int[] classes = merged(alive, distance);
    if (classes != null) {
      return numbered(alive, classes);
    }
    Automaton automaton = automaton();
    if ((long) states * automaton.getStartPoints().length <= MINIMIZED) {
      return of(MinimizationOperations.minimize(automaton, Integer.MAX_VALUE)).inOrder();
    }
    return inOrder();
  }

  private static BitSet alive(int[] distance) {
    BitSet alive = new BitSet();
    for (int q = 0; q < distance.length; q++) {
      alive.set(q, distance[q] >= 0);
    }
    return alive;
  }

  /** Characters from each state to acceptance, −1 where there is no way. */
  private int[] distances() {
    int[][] sources = new int[states][];
    int[] count = new int[states];
    for (int i = 0; i < size; i++) {
      count[target[i]]++;
    }
    Arrays.setAll(sources, q -> new int[count[q]]);
    for (int q = 0; q < states; q++) {
      for (int i = first[q]; i < first[q + 1]; i++) {
        sources[target[i]][--count[target[i]]] = q;
      }
    }
    int[] distance = new int[states];
    Arrays.setAll(distance, q -> accepting.get(q) ? 0 : -1);
    int[] open = Arrays.copyOf(accepting.stream().toArray(), states);
    int end = accepting.cardinality();
    for (int at = 0; at < end; at++) {
      for (int source : sources[open[at]]) {
        if (distance[source] < 0) {
          distance[source] = distance[open[at]] + 1;
          open[end++] = source;
        }
      }
    }
    return distance;
  }

  /**
   * For each state the number of its class: states of a class accept the same.
   *
   * <p>Moore's refinement, which begins with the distances to acceptance, so that long chains take
   * few rounds. An automaton without cycles is done in one pass, from its ends on. Null when it
   * takes too many rounds.
   */
  private int[] merged(BitSet alive, int[] distance) {
    int[] order = inFallingDepth(alive);
    int[] classes = new int[states];
    if (order != null) {
      Map<Signature, Integer> known = new HashMap<>();
      for (int q : order) {
        classes[q] = known.computeIfAbsent(signature(q, alive, classes, 0), key -> known.size());
      }
      return classes;
    }
    classes = distance;
    int count = 0;
    for (long work = 0; work <= MERGING; work += size + states) {
      Map<Signature, Integer> known = new HashMap<>();
      int[] refined = new int[states];
      for (int q = alive.nextSetBit(0); q >= 0; q = alive.nextSetBit(q + 1)) {
        Signature signature = signature(q, alive, classes, classes[q]);
        refined[q] = known.computeIfAbsent(signature, key -> known.size());
      }
      classes = refined;
      if (known.size() == count) {
        return classes;
      }
      count = known.size();
    }
    return null;
  }

  /** The states of {@code automaton}, which is deterministic. */
  static Draft of(Automaton automaton) {
    Draft draft = new Draft();
    Transition transition = new Transition();
    for (int q = 0; q < automaton.getNumStates(); q++) {
      int count = automaton.initTransition(q, transition);
      for (int i = 0; i < count; i++) {
        automaton.getNextTransition(transition);
        draft.transition(transition.min, transition.max, transition.dest);
      }
      draft.finish(automaton.isAccept(q));
    }
    return draft;
  }

  /** Every state as it is. */
  private Dfa inOrder() {
    return numbered(alive(distances()), IntStream.range(0, states).toArray());
  }

  private Automaton automaton() {
    Automaton automaton = new Automaton(states, size);
    for (int q = 0; q < states; q++) {
      automaton.createState();
      automaton.setAccept(q, accepting.get(q));
    }
    for (int q = 0; q < states; q++) {
      for (int i = first[q]; i < first[q + 1]; i++) {
        automaton.addTransition(q, target[i], low[i], high[i]);
      }
    }
    automaton.finishState();
    return automaton;
  }

  private record Signature(int[] values) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Signature signature && Arrays.equals(values, signature.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }

  private Signature signature(int q, BitSet alive, int[] classes, int own) {
    int[] values = new int[2 + 3 * (first[q + 1] - first[q])];
    values[0] = accepting.get(q) ? 1 : 0;
    values[1] = own;
    int length = 2;
    for (int i = first[q]; i < first[q + 1]; i++) {
      if (!alive.get(target[i])) {
        continue;
      }
      int next = classes[target[i]];
      if (length > 2 && values[length - 1] == next && values[length - 2] == low[i] - 1) {
        values[length - 2] = high[i];
      } else {
        values[length++] = low[i];
        values[length++] = high[i];
        values[length++] = next;
      }
    }
    return new Signature(Arrays.copyOf(values, length));
  }

  /** The states that are alive and reached, targets before sources; null where there is a cycle. */
  private int[] inFallingDepth(BitSet alive) {
    int[] order = new int[states];
    int done = 0;
    BitSet open = new BitSet();
    BitSet closed = new BitSet();
    int[] path = new int[states + 1];
    int[] at = new int[states];
    int depth = 0;
    path[0] = 0;
    at[0] = first[0];
    open.set(0);
    while (depth >= 0) {
      int q = path[depth];
      if (at[q] == first[q + 1]) {
        closed.set(q);
        order[done++] = q;
        depth--;
        continue;
      }
      int next = target[at[q]++];
      if (!alive.get(next) || closed.get(next)) {
        continue;
      }
      if (open.get(next)) {
        return null;
      }
      open.set(next);
      at[next] = first[next];
      path[++depth] = next;
    }
    return Arrays.copyOf(order, done);
  }

  /** One state a class, in the order in which a walk from the start meets them. */
  private Dfa numbered(BitSet alive, int[] classes) {
    int[] number = new int[states];
    Arrays.fill(number, -1);
    int[] representative = new int[states];
    number[classes[0]] = 0;
    int known = 1;
    Draft merged = new Draft();
    for (int n = 0; n < known; n++) {
      int q = representative[n];
      for (int i = first[q]; i < first[q + 1]; i++) {
        if (alive.get(target[i])) {
          int next = classes[target[i]];
          if (number[next] < 0) {
            representative[known] = target[i];
            number[next] = known++;
          }
          merged.transition(low[i], high[i], number[next]);
        }
      }
      merged.finish(accepting.get(q));
    }
    return merged.asIs();
  }

  /** The automaton of these very states. */
  Dfa asIs() {
    return new Dfa(
        Arrays.copyOf(first, states + 1),
        Arrays.copyOf(low, size),
        Arrays.copyOf(high, size),
        Arrays.copyOf(target, size),
        accepting);
  }
}
