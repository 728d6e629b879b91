package io.sglflink.constraint.regex;

import java.util.List;

/** A parsed pattern. Groups and laziness are gone: neither changes what matches as a whole. */
sealed interface Syntax {

  /** Nothing but the empty text. */
  Syntax EMPTY = new Sequence(List.of());

  /** One character of a set, which may be empty. */
  record Chars(CharSet set) implements Syntax {}

  /** One after the other. */
  record Sequence(List<Syntax> items) implements Syntax {}

  /** Any one of them, at least one. */
  record Choice(List<Syntax> alternatives) implements Syntax {}

  /**
   * {@code min} to {@code max} times.
   *
   * @param max {@link #UNBOUNDED} for any number
   */
  record Repetition(Syntax body, int min, int max) implements Syntax {
    static final int UNBOUNDED = Integer.MAX_VALUE;
  }

  /**
   * The text's begin or end.
   *
   * @param spelling as the pattern has it
   * @param position in characters of the pattern
   */
  record Anchor(boolean begin, String spelling, int position) implements Syntax {}

  /**
   * What follows here begins as {@code body} says, or does not; no characters are taken.
   *
   * @param position in characters of the pattern
   */
  record Lookahead(boolean negated, Syntax body, int position) implements Syntax {}
}
