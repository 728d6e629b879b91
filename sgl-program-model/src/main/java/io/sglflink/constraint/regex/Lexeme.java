package io.sglflink.constraint.regex;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A regular set of texts that is built, not written as a pattern. Immutable. */
public final class Lexeme {

  /** As the most repetitions: any number. */
  public static final int UNBOUNDED = Syntax.Repetition.UNBOUNDED;

  /** Just the empty text. */
  public static final Lexeme EMPTY = new Lexeme(Syntax.EMPTY);

  private final Syntax syntax;

  private Lexeme(Syntax syntax) {
    this.syntax = requireNonNull(syntax, "syntax is null");
  }

  /** The text itself; it has no lone surrogates. */
  public static Lexeme literal(String text) {
    return new Lexeme(
        new Syntax.Sequence(
            text.codePoints().<Syntax>mapToObj(c -> new Syntax.Chars(CharSet.of(c))).toList()));
  }

  /**
   * One character.
   *
   * @param bounds first and last of each range, in any order; surrogates in them do not count
   * @param others whether it is one that is not in the ranges
   */
  public static Lexeme character(List<Integer> bounds, boolean others) {
    CharSet.Builder builder = new CharSet.Builder();
    for (int i = 0; i < bounds.size(); i += 2) {
      builder.add(bounds.get(i), bounds.get(i + 1));
    }
    CharSet set = builder.build();
    return new Lexeme(new Syntax.Chars(others ? set.complement() : set));
  }

  public static Lexeme sequence(List<Lexeme> items) {
    return new Lexeme(new Syntax.Sequence(items.stream().map(Lexeme::syntax).toList()));
  }

  /** Any of {@code alternatives}, at least one. */
  public static Lexeme choice(List<Lexeme> alternatives) {
    return new Lexeme(new Syntax.Choice(alternatives.stream().map(Lexeme::syntax).toList()));
  }

  /** {@code body}, {@code min} to {@code max} times. */
  public static Lexeme repetition(Lexeme body, int min, int max) {
    return new Lexeme(new Syntax.Repetition(body.syntax, min, max));
  }

  /** Whether this is one character of an empty set. */
  public boolean hasNoCharacter() {
    return syntax instanceof Syntax.Chars chars && chars.set().isEmpty();
  }

  Syntax syntax() {
    return syntax;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lexeme lexeme && syntax.equals(lexeme.syntax);
  }

  @Override
  public int hashCode() {
    return syntax.hashCode();
  }
}
