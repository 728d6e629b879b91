package io.sglflink.constraint.regex;

import java.util.ArrayList;
import java.util.List;

/** Turns a pattern without anchors into an expression over bytes. */
final class Lowering {

  private final Expressions expressions;
  private final Utf8 utf8;

  Lowering(Expressions expressions) {
    this.expressions = expressions;
    this.utf8 = new Utf8(expressions);
  }

  /** The expression of {@code syntax}; null when no text matches. */
  Expression lower(Syntax syntax) {
    if (syntax instanceof Syntax.Chars chars) {
      return utf8.expression(chars.set());
    }
    if (syntax instanceof Syntax.Choice choice) {
      return expressions.choice(all(choice.alternatives()));
    }
    if (syntax instanceof Syntax.Repetition repetition) {
      return expressions.repetition(lower(repetition.body()), repetition.min(), repetition.max());
    }
    if (syntax instanceof Syntax.Sequence sequence) {
      List<Expression> items = all(sequence.items());
      Expression whole = expressions.empty;
      for (int i = items.size() - 1; i >= 0; i--) {
        whole = expressions.sequence(items.get(i), whole);
      }
      return whole;
    }
    throw new IllegalArgumentException("an anchor is left: " + syntax);
  }

  private List<Expression> all(List<Syntax> parts) {
    // Null stands for the empty language, so no list that refuses it will do.
    List<Expression> lowered = new ArrayList<>();
    parts.forEach(part -> lowered.add(lower(part)));
    return lowered;
  }
}
