package io.sglflink.constraint.regex;

import static io.sglflink.constraint.regex.Syntax.Repetition.UNBOUNDED;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintBudgetException;
import java.util.List;

/**
 * Where a match of a pattern may begin of which a text that grows does not have the end yet.
 *
 * <p>The first such begin is followed forward, as long as there is a way on to a match. When there
 * is none any more, the next begin is looked for backward from the text's end, with the pattern's
 * prefixes read backwards.
 */
final class OpenMatches {

  private final RegexAutomaton atBegin;
  private final RegexAutomaton inside;
  private final RegexAutomaton prefixes;

  /**
   * @param begin matches that begin where the text does
   * @param anywhere the others
   * @param budget expressions that may be looked at for one piece of text
   */
  OpenMatches(Syntax begin, Syntax anywhere, int budget) {
    this.atBegin = SearchRegex.automaton(begin, budget);
    this.inside = SearchRegex.automaton(anywhere, budget);
    this.prefixes =
        inside == null
            ? null
            : SearchRegex.automaton(SearchRegex.reverse(prefixes(anywhere)), budget);
  }

  /** What matches the begins of the texts of {@code syntax}; where it has a way out, no others. */
  private static Syntax prefixes(Syntax syntax) {
    if (syntax instanceof Syntax.Sequence sequence) {
      return prefixes(sequence.items());
    }
    if (syntax instanceof Syntax.Choice choice) {
      return new Syntax.Choice(choice.alternatives().stream().map(OpenMatches::prefixes).toList());
    }
    if (syntax instanceof Syntax.Repetition repetition) {
      int max = repetition.max();
      int before = max == UNBOUNDED ? UNBOUNDED : Math.max(0, max - 1);
      Syntax all = new Syntax.Repetition(repetition.body(), 0, before);
      return new Syntax.Sequence(List.of(all, prefixes(repetition.body())));
    }
    return new Syntax.Choice(List.of(Syntax.EMPTY, syntax));
  }

  /** By halves, so that long sequences do not nest deeply. */
  private static Syntax prefixes(List<Syntax> items) {
    if (items.size() < 2) {
      return items.isEmpty() ? Syntax.EMPTY : prefixes(items.get(0));
    }
    int half = items.size() / 2;
    List<Syntax> first = items.subList(0, half);
    Syntax beyond = prefixes(items.subList(half, items.size()));
    Syntax all = new Syntax.Sequence(List.of(new Syntax.Sequence(first), beyond));
    return new Syntax.Choice(List.of(prefixes(first), all));
  }

  /** A follower of one text. */
  Follower follower() {
    return new Follower();
  }

  /** Follows one text. */
  final class Follower {

    private int first;
    private int seen;
    private ByteState state = atBegin.start();
    private boolean gaveUp;

    /**
     * The first index of {@code text}, which has no match yet, at which one may begin; its length
     * when there is none. It never gets less. Where telling takes too much work, it stays where it
     * is, which is too early at worst.
     */
    int first(CharSequence text) {
      try {
        if (!gaveUp) {
          follow(text);
        }
      } catch (ConstraintBudgetException e) {
        gaveUp = true;
      }
      return first;
    }

    private void follow(CharSequence text) {
      int end = text.length();
      atBegin.refill();
      state = SearchRegex.after(state, text, seen, end);
      seen = end;
      if (inside == null) {
        first = state == null ? end : 0;
        return;
      }
      inside.refill();
      while (state == null) {
        first = SearchRegex.furthest(prefixes, text, end, first + 1);
        state = SearchRegex.after(inside.start(), text, first, end);
      }
    }
  }
}
