package io.sglflink.constraint.text;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.PriorityQueue;

/** How many characters and bytes the texts have that an automaton accepts from each state on. */
final class Lengths {

  /** No number of characters is too many. */
  static final int UNBOUNDED = Integer.MAX_VALUE;

  private final Dfa dfa;

  /** By state the transitions that lead to it, and by transition the state that it leaves. */
  private final int[][] into;

  private final int[] source;
  private final int[] shortest;
  private final int[] longest;
  private final int[] fewestBytes;
  private final int[] furthest;
  private final BitSet endless = new BitSet();

  /** Made when they are first asked for; equal whichever thread makes them. */
  private volatile ExactLengths exact;

  private volatile ExactLengths ascii;
  private volatile ExactBytes bytes;

  Lengths(Dfa dfa) {
    this.dfa = dfa;
    this.source = new int[dfa.transitions()];
    this.into = into();
    this.shortest = new int[dfa.states()];
    this.longest = new int[dfa.states()];
    this.fewestBytes = new int[dfa.states()];
    this.furthest = new int[dfa.states()];
    shortest();
    longest();
    fewestBytes();
    furthest();
    endless();
  }

  private int[][] into() {
    int[] count = new int[dfa.states()];
    for (int i = 0; i < dfa.transitions(); i++) {
      count[dfa.target(i)]++;
    }
    int[][] made = new int[dfa.states()][];
    Arrays.setAll(made, q -> new int[count[q]]);
    for (int q = 0; q < dfa.states(); q++) {
      for (int i = dfa.first(q); i < dfa.end(q); i++) {
        made[dfa.target(i)][--count[dfa.target(i)]] = i;
        source[i] = q;
      }
    }
    return made;
  }

  private void shortest() {
    Arrays.fill(shortest, UNBOUNDED);
    Deque<Integer> open = new ArrayDeque<>();
    for (int q = 0; q < dfa.states(); q++) {
      if (dfa.accepts(q)) {
        shortest[q] = 0;
        open.add(q);
      }
    }
    while (!open.isEmpty()) {
      int q = open.remove();
      for (int i : into[q]) {
        if (shortest[source[i]] == UNBOUNDED) {
          shortest[source[i]] = shortest[q] + 1;
          open.add(source[i]);
        }
      }
    }
  }

  /** By taking away states whose targets are all done: what is left leads into a cycle. */
  private void longest() {
    int[] left = new int[dfa.states()];
    Deque<Integer> open = new ArrayDeque<>();
    Arrays.fill(longest, UNBOUNDED);
    for (int q = 0; q < dfa.states(); q++) {
      left[q] = dfa.end(q) - dfa.first(q);
      if (left[q] == 0) {
        open.add(q);
      }
    }
    while (!open.isEmpty()) {
      int q = open.remove();
      int most = 0;
      for (int i = dfa.first(q); i < dfa.end(q); i++) {
        most = Math.max(most, longest[dfa.target(i)] + 1);
      }
      longest[q] = most;
      for (int i : into[q]) {
        if (--left[source[i]] == 0) {
          open.add(source[i]);
        }
      }
    }
  }

  private void fewestBytes() {
    Arrays.fill(fewestBytes, UNBOUNDED);
    PriorityQueue<long[]> open = new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));
    for (int q = 0; q < dfa.states(); q++) {
      if (dfa.accepts(q)) {
        fewestBytes[q] = 0;
        open.add(new long[] {0, q});
      }
    }
    while (!open.isEmpty()) {
      long[] best = open.remove();
      int q = (int) best[1];
      if (best[0] > fewestBytes[q]) {
        continue;
      }
      for (int i : into[q]) {
        int cost = fewestBytes[q] + bytes(dfa.low(i));
        if (cost < fewestBytes[source[i]]) {
          fewestBytes[source[i]] = cost;
          open.add(new long[] {cost, source[i]});
        }
      }
    }
  }

  /** The largest {@link #shortest} among the states that each can reach. */
  private void furthest() {
    Integer[] order = new Integer[dfa.states()];
    Arrays.setAll(order, q -> q);
    Arrays.sort(order, (a, b) -> Integer.compare(shortest[b], shortest[a]));
    boolean[] seen = new boolean[dfa.states()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int top : order) {
      if (!seen[top]) {
        seen[top] = true;
        open.add(top);
      }
      while (!open.isEmpty()) {
        int q = open.remove();
        furthest[q] = shortest[top];
        for (int i : into[q]) {
          if (!seen[source[i]]) {
            seen[source[i]] = true;
            open.add(source[i]);
          }
        }
      }
    }
  }

  private void endless() {
    endless.set(0, dfa.states());
    Deque<Integer> open = new ArrayDeque<>();
    for (int q = 0; q < dfa.states(); q++) {
      if (longest[q] != UNBOUNDED) {
        endless.clear(q);
        open.add(q);
      }
    }
    while (!open.isEmpty()) {
      for (int i : into[open.remove()]) {
        if (endless.get(source[i])) {
          endless.clear(source[i]);
          open.add(source[i]);
        }
      }
    }
  }

  /** Bytes of a character in UTF-8. */
  static int bytes(int character) {
    return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  }

  /** The transitions that lead to {@code state}. */
  int[] into(int state) {
    return into[state];
  }

  /** The state that {@code transition} leaves. */
  int source(int transition) {
    return source[transition];
  }

  int shortest(int state) {
    return shortest[state];
  }

  /** {@link #UNBOUNDED} where there is no longest text. */
  int longest(int state) {
    return longest[state];
  }

  /** The largest {@link #shortest} of a state that {@code state} can reach. */
  int furthest(int state) {
    return furthest[state];
  }

  /** Whether no state that {@code state} can reach has a longest text. */
  boolean endless(int state) {
    return endless.get(state);
  }

  boolean isFinite() {
    return longest[0] != UNBOUNDED;
  }

  ExactLengths exact() {
    ExactLengths known = exact;
    if (known == null) {
      known = new ExactLengths(dfa, this, Character.MAX_CODE_POINT);
      exact = known;
    }
    return known;
  }

  /** The same for texts of ASCII alone. */
  private ExactLengths ascii() {
    ExactLengths known = ascii;
    if (known == null) {
      known = new ExactLengths(dfa, this, 0x7F);
      ascii = known;
    }
    return known;
  }

  /** Whether a text of {@code min} to {@code max} characters is accepted from {@code state} on. */
  boolean any(int state, int min, int max) {
    if (shortest[state] > max || longest[state] < min) {
      return false;
    }
    return shortest[state] >= min || max == UNBOUNDED || exact().atLeast(state, min) <= max;
  }

  /** Bytes of the shortest text of {@code min} to {@code max} characters; there is one. */
  int fewestBytes(int state, int min, int max) {
    if (min == 0 && fewestBytes[state] <= max) {
      return fewestBytes[state];
    }
    int least = exact().atLeast(state, min);
    if (ascii().atLeast(state, min) == least) {
      return least;
    }
    ExactBytes known = bytes;
    if (known == null) {
      known = new ExactBytes(dfa);
      bytes = known;
    }
    return known.fewest(state, min, max);
  }
}
