package io.sglflink.constraint.text;

import io.sglflink.constraint.ConstraintBudgetException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * A deterministic automaton over characters (code points without surrogates). State 0 is the start;
 * every state is reached, and reaches acceptance unless the automaton accepts nothing. Mostly
 * minimal, and numbered by its structure, so that equal languages have equal automata.
 */
final class Dfa {

  /** Steps of making an automaton deterministic that one set of strings may take. */
  private static final int DETERMINIZING = 50_000;

  static final Dfa NONE = none();
  static final Dfa ALL = all();

  /** Where the transitions of each state begin, and where the last one's end. */
  private final int[] first;

  private final int[] low;
  private final int[] high;
  private final int[] target;
  private final BitSet accepting;
  private final int hash;

  /** Made when it is first asked for; equal whichever thread makes it. */
  private volatile Lengths lengths;

  Dfa(int[] first, int[] low, int[] high, int[] target, BitSet accepting) {
    this.first = first;
    this.low = low;
    this.high = high;
    this.target = target;
    this.accepting = accepting;
    this.hash = 31 * (31 * Arrays.hashCode(low) + Arrays.hashCode(target)) + accepting.hashCode();
  }

  private static Dfa none() {
    Draft draft = new Draft();
    draft.finish(false);
    return draft.asIs();
  }

  private static Dfa all() {
    Draft draft = new Draft();
    draft.transition(0, Character.MIN_SURROGATE - 1, 0);
    draft.transition(Character.MAX_SURROGATE + 1, Character.MAX_CODE_POINT, 0);
    draft.finish(true);
    return draft.asIs();
  }

  /** The language of {@code automaton}, which has no transitions for surrogates. */
  static Dfa of(Automaton automaton) {
    Automaton deterministic;
    try {
      deterministic = Operations.determinize(automaton, DETERMINIZING);
    } catch (TooComplexToDeterminizeException e) {
      throw new ConstraintBudgetException(
          "a pattern's automaton has too many states: make what may follow less ambiguous");
    }
    return deterministic.getNumStates() == 0 ? NONE : Draft.of(deterministic).build();
  }

  /** Just {@code texts}; those that are not well-formed are left out. */
  static Dfa of(Collection<String> texts) {
    Trie root = new Trie();
    for (String text : texts) {
      if (isWellFormed(text)) {
        Trie at = root;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
          at = at.children.computeIfAbsent(text.codePointAt(i), key -> new Trie());
        }
        at.accepts = true;
      }
    }
    Draft draft = new Draft();
    ArrayDeque<Trie> open = new ArrayDeque<>(List.of(root));
    int known = 1;
    while (!open.isEmpty()) {
      Trie at = open.remove();
      for (Map.Entry<Integer, Trie> child : at.children.entrySet()) {
        draft.transition(child.getKey(), child.getKey(), known++);
        open.add(child.getValue());
      }
      draft.finish(at.accepts);
    }
    return draft.build();
  }

  private static final class Trie {
    final Map<Integer, Trie> children = new TreeMap<>();
    boolean accepts;
  }

  /** Whether {@code text} has no half of a surrogate pair. */
  static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  int states() {
    return first.length - 1;
  }

  boolean accepts(int state) {
    return accepting.get(state);
  }

  /** The state's first transition. */
  int first(int state) {
    return first[state];
  }

  /** One more than the state's last transition. */
  int end(int state) {
    return first[state + 1];
  }

  int low(int transition) {
    return low[transition];
  }

  int high(int transition) {
    return high[transition];
  }

  int target(int transition) {
    return target[transition];
  }

  int transitions() {
    return low.length;
  }

  boolean isEmpty() {
    return low.length == 0 && !accepting.get(0);
  }

  /** Whether every text is accepted from {@code state} on. */
  boolean isAll(int state) {
    return accepts(state)
        && end(state) - first(state) == 2
        && target[first[state]] == state
        && target[first[state] + 1] == state
        && low[first[state]] == 0
        && high[first[state]] == Character.MIN_SURROGATE - 1
        && low[first[state] + 1] == Character.MAX_SURROGATE + 1
        && high[first[state] + 1] == Character.MAX_CODE_POINT;
  }

  /** The state after {@code character}, −1 when there is none. */
  int next(int state, int character) {
    int at = Arrays.binarySearch(low, first[state], first[state + 1], character);
    int transition = at >= 0 ? at : -at - 2;
    return transition >= first[state] && character <= high[transition] ? target[transition] : -1;
  }

  /** The state after {@code text}, −1 when there is none. */
  int run(String text) {
    int state = 0;
    for (int i = 0; i < text.length() && state >= 0; ) {
      int character = text.codePointAt(i);
      state = next(state, character);
      i += Character.charCount(character);
    }
    return state;
  }

  Lengths lengths() {
    Lengths known = lengths;
    if (known == null) {
      known = new Lengths(this);
      lengths = known;
    }
    return known;
  }

  Dfa and(Dfa other) {
    if (isAll(0) || other.isEmpty()) {
      return other;
    }
    return other.isAll(0) || isEmpty() || equals(other) ? this : combined(other, false);
  }

  Dfa without(Dfa other) {
    return other.isEmpty() || isEmpty() ? this : combined(other, true);
  }

  /** What this accepts and {@code other} does, or does not. */
  private Dfa combined(Dfa other, boolean without) {
    Draft draft = new Draft();
    Map<Long, Integer> known = new HashMap<>();
    ArrayDeque<Long> open = new ArrayDeque<>();
    known.put(0L, 0);
    open.add(0L);
    while (!open.isEmpty()) {
      long pair = open.remove();
      int one = (int) (pair >> 32);
      int two = (int) pair;
      int j = two < 0 ? 0 : other.first[two];
      int end = two < 0 ? 0 : other.first[two + 1];
      for (int i = first[one]; i < first[one + 1]; i++) {
        int from = low[i];
        while (from <= high[i]) {
          while (j < end && other.high[j] < from) {
            j++;
          }
          boolean both = j < end && other.low[j] <= from;
          int to = both ? Math.min(high[i], other.high[j]) : high[i];
          if (!both && j < end) {
            to = Math.min(to, other.low[j] - 1);
          }
          if (both || without) {
            long next = (long) target[i] << 32 | ((both ? other.target[j] : -1) & 0xFFFFFFFFL);
            Integer number = known.get(next);
            if (number == null) {
              number = known.size();
              known.put(next, number);
              open.add(next);
            }
            draft.transition(from, to, number);
          }
          from = to + 1;
        }
      }
      boolean second = two >= 0 && other.accepting.get(two);
      draft.finish(accepting.get(one) && second != without);
    }
    return draft.build();
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof Dfa dfa
            && hash == dfa.hash
            && Arrays.equals(first, dfa.first)
            && Arrays.equals(low, dfa.low)
            && Arrays.equals(high, dfa.high)
            && Arrays.equals(target, dfa.target)
            && accepting.equals(dfa.accepting));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
