package io.sglflink.constraint.regex;

import io.sglflink.constraint.regex.Syntax.Choice;
import io.sglflink.constraint.regex.Syntax.Repetition;
import io.sglflink.constraint.regex.Syntax.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Shortens patterns at an end where anything may follow: there, {@code a+} finds no more than
 * {@code a}. For patterns without anchors and lookaheads.
 */
final class Trimming {

  private Trimming() {}

  /** What is found in the same texts as {@code syntax} where anything may precede. */
  static Syntax begin(Syntax syntax) {
    return trimmed(syntax, true);
  }

  /** What is found in the same texts as {@code syntax} where anything may follow. */
  static Syntax end(Syntax syntax) {
    return trimmed(syntax, false);
  }

  private static Syntax trimmed(Syntax syntax, boolean begin) {
    if (Lookaheads.matchesEmpty(syntax)) {
      return Syntax.EMPTY;
    }
    if (syntax instanceof Choice choice) {
      return new Choice(choice.alternatives().stream().map(one -> trimmed(one, begin)).toList());
    }
    if (syntax instanceof Repetition repetition) {
      Syntax inner = trimmed(repetition.body(), begin);
      int others = repetition.min() - 1;
      Syntax rest = new Repetition(repetition.body(), others, others);
      return new Sequence(begin ? List.of(inner, rest) : List.of(rest, inner));
    }
    if (syntax instanceof Sequence sequence) {
      List<Syntax> items = new ArrayList<>(sequence.items());
      int at = begin ? 0 : items.size() - 1;
      while (Lookaheads.matchesEmpty(items.get(at))) {
        items.remove(at);
        at = begin ? 0 : items.size() - 1;
      }
      items.set(at, trimmed(items.get(at), begin));
      return new Sequence(items);
    }
    return syntax;
  }
}
