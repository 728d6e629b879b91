package io.sglflink.constraint.regex;

import io.sglflink.constraint.regex.RegexException.Kind;
import io.sglflink.constraint.regex.Syntax.Anchor;
import io.sglflink.constraint.regex.Syntax.Chars;
import io.sglflink.constraint.regex.Syntax.Choice;
import io.sglflink.constraint.regex.Syntax.Lookahead;
import io.sglflink.constraint.regex.Syntax.Repetition;
import io.sglflink.constraint.regex.Syntax.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Removes anchors where they say what is so anyway, and refuses them elsewhere. */
final class Anchors {

  /** What no text matches. */
  static final Syntax NOTHING = new Chars(CharSet.NONE);

  /** What stands for an anchor at the pattern's begin. */
  private final Syntax begin;

  private Anchors(Syntax begin) {
    this.begin = begin;
  }

  static Syntax remove(Syntax syntax) {
    return remove(syntax, Syntax.EMPTY);
  }

  /**
   * Puts {@code begin} in the place of anchors at the pattern's begin, and nothing in the place of
   * those at its end.
   */
  static Syntax remove(Syntax syntax, Syntax begin) {
    return new Anchors(begin).remove(syntax, true, true);
  }

  private Syntax remove(Syntax syntax, boolean atBegin, boolean atEnd) {
    if (syntax instanceof Anchor anchor) {
      if (anchor.begin() ? atBegin : atEnd) {
        return anchor.begin() ? begin : Syntax.EMPTY;
      }
      throw new RegexException(
          Kind.UNSUPPORTED,
          String.format(
              Locale.ROOT,
              "anchor %s at character %d is not supported inside the pattern: the whole output is"
                  + " matched, so leave it out",
              anchor.spelling(),
              anchor.position()));
    }
    if (syntax instanceof Sequence sequence) {
      return remove(sequence.items(), atBegin, atEnd);
    }
    if (syntax instanceof Choice choice) {
      return new Choice(
          choice.alternatives().stream().map(one -> remove(one, atBegin, atEnd)).toList());
    }
    if (syntax instanceof Repetition repetition) {
      return new Repetition(
          remove(repetition.body(), false, false), repetition.min(), repetition.max());
    }
    if (syntax instanceof Lookahead look) {
      throw Lookaheads.refused(look, "spell out what may stand there");
    }
    return (Chars) syntax;
  }

  private Syntax remove(List<Syntax> items, boolean atBegin, boolean atEnd) {
    int first = 0;
    while (first < items.size() && items.get(first) instanceof Anchor) {
      first++;
    }
    int last = items.size() - 1;
    while (last >= 0 && items.get(last) instanceof Anchor) {
      last--;
    }
    List<Syntax> removed = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      removed.add(remove(items.get(i), atBegin && i <= first, atEnd && i >= last));
    }
    return new Sequence(removed);
  }
}
