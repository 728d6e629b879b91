package io.sglflink.constraint.text;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.value.TextSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** What an automaton accepts and has a length in characters within an interval. */
final class BoundedTexts implements TextSet {

  private static final int UNBOUNDED = Lengths.UNBOUNDED;

  /** Numbers of characters up to which texts are counted one by one. */
  private static final int COUNTED = 10_000;

  private final Dfa dfa;
  private final int min;
  private final int max;

  private BoundedTexts(Dfa dfa, int min, int max) {
    this.dfa = dfa;
    this.min = min;
    this.max = max;
  }

  /** Lengths that are so anyway are forgotten, so that equal sets are mostly equal. */
  static BoundedTexts of(Dfa dfa, int min, int max) {
    if (min == 0 && max == UNBOUNDED) {
      return new BoundedTexts(dfa, 0, UNBOUNDED);
    }
    Lengths lengths = dfa.lengths();
    if (dfa.isEmpty() || !lengths.any(0, min, max)) {
      return new BoundedTexts(Dfa.NONE, 0, UNBOUNDED);
    }
    int least = lengths.shortest(0) >= min ? 0 : min;
    int most = lengths.longest(0) <= max ? UNBOUNDED : max;
    return new BoundedTexts(dfa, least, most);
  }

  private static BoundedTexts of(TextSet set) {
    return (BoundedTexts) set;
  }

  @Override
  public TextSet and(TextSet other) {
    BoundedTexts set = of(other);
    int least = Math.max(min, set.min);
    int most = Math.min(max, set.max);
    return of(dfa.and(set.dfa), least, most);
  }

  @Override
  public TextSet without(Collection<String> texts) {
    List<String> had = texts.stream().filter(this::contains).toList();
    return had.isEmpty() ? this : of(dfa.without(Dfa.of(had)), min, max);
  }

  @Override
  public List<TextSet> complement() {
    List<TextSet> alternatives = new ArrayList<>();
    alternatives.add(of(Dfa.ALL.without(dfa), 0, UNBOUNDED));
    if (min > 0) {
      alternatives.add(of(dfa, 0, min - 1));
    }
    if (max < UNBOUNDED) {
      alternatives.add(of(dfa, max + 1, UNBOUNDED));
    }
    return alternatives.stream().filter(set -> !set.isEmpty()).toList();
  }

  @Override
  public boolean isEmpty() {
    return dfa.isEmpty();
  }

  @Override
  public boolean contains(String text) {
    int length = text.codePointCount(0, text.length());
    int state = length < min || length > max ? -1 : dfa.run(text);
    return state >= 0 && dfa.accepts(state);
  }

  @Override
  public long size() {
    boolean endless = !dfa.lengths().isFinite();
    if (endless && (max == UNBOUNDED || max > COUNTED)) {
      return Long.MAX_VALUE;
    }
    // By state how many ways there are to get there with so many characters.
    double[] ways = new double[dfa.states()];
    ways[0] = 1;
    double size = 0;
    int longest = Math.min(max, dfa.lengths().longest(0));
    for (int length = 0; length <= longest && size < Long.MAX_VALUE; length++) {
      double[] next = new double[ways.length];
      for (int q = 0; q < ways.length; q++) {
        if (ways[q] > 0) {
          size += length >= min && dfa.accepts(q) ? ways[q] : 0;
          for (int i = dfa.first(q); i < dfa.end(q); i++) {
            next[dfa.target(i)] += ways[q] * (dfa.high(i) - dfa.low(i) + 1);
          }
        }
      }
      ways = next;
    }
    return (long) size;
  }

  @Override
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    collect(0, 0, new StringBuilder(), texts);
    return texts;
  }

  private void collect(int state, int length, StringBuilder text, List<String> texts) {
    if (length >= min && dfa.accepts(state)) {
      texts.add(text.toString());
    }
    for (int i = dfa.first(state); i < dfa.end(state); i++) {
      int target = dfa.target(i);
      int most = max == UNBOUNDED ? UNBOUNDED : max - length - 1;
      if (most >= 0 && dfa.lengths().any(target, Math.max(0, min - length - 1), most)) {
        for (int c = dfa.low(i); c <= dfa.high(i); c++) {
          int end = text.length();
          collect(target, length + 1, text.appendCodePoint(c), texts);
          text.setLength(end);
        }
      }
    }
  }

  @Override
  public ByteState start() {
    if (isEmpty()) {
      throw new IllegalStateException("a set without texts has no automaton");
    }
    return new TextAutomaton(dfa).start(min, max);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BoundedTexts set
        && dfa.equals(set.dfa)
        && min == set.min
        && max == set.max;
  }

  @Override
  public int hashCode() {
    return Objects.hash(dfa, min, max);
  }

  @Override
  public String toString() {
    return String.format("texts of %d to %d characters, %d states", min, max, dfa.states());
  }
}
