package io.sglflink.constraint.text;

import io.sglflink.constraint.regex.PatternTexts;
import io.sglflink.constraint.value.TextSet;
import java.util.Collection;
import java.util.List;

/** Makes sets of strings. All of them can be combined with one another, and only with these. */
public final class TextSets {

  /** Every string. */
  public static final TextSet ALL = BoundedTexts.of(Dfa.ALL, 0, Lengths.UNBOUNDED);

  /** No string. */
  public static final TextSet NONE = BoundedTexts.of(Dfa.NONE, 0, Lengths.UNBOUNDED);

  private TextSets() {}

  /** Just {@code texts}; those with half a surrogate pair are no text and left out. */
  public static TextSet of(Collection<String> texts) {
    return BoundedTexts.of(Dfa.of(texts), 0, Lengths.UNBOUNDED);
  }

  /**
   * Strings of {@code min} to {@code max} code points.
   *
   * @param max {@link Integer#MAX_VALUE} for any number
   */
  public static TextSet length(int min, int max) {
    return BoundedTexts.of(Dfa.ALL, min, max);
  }

  /**
   * Strings in which a pattern of ECMA-262 is found.
   *
   * @throws io.sglflink.constraint.regex.RegexException when it cannot be enforced, with a message
   *     that says what and where
   */
  public static TextSet pattern(String pattern) {
    return texts(PatternTexts.found(pattern));
  }

  /**
   * Strings that match a pattern of {@link io.sglflink.constraint.regex.CompiledRegex} as a whole;
   * null when it has no lookahead, so that {@link io.sglflink.constraint.regex.CompiledRegex} can
   * follow it state by state.
   *
   * @throws io.sglflink.constraint.regex.RegexException when it cannot be enforced, with a message
   *     that says what and where
   */
  public static TextSet lookingAhead(String pattern) {
    PatternTexts texts = PatternTexts.whole(pattern);
    return texts == null ? null : texts(texts);
  }

  private static TextSet texts(PatternTexts texts) {
    return BoundedTexts.of(Dfa.of(texts.automaton()), texts.min(), texts.max());
  }

  /**
   * Strings of a format of JSON Schema; null when it is none of {@link #formats}, and says nothing
   * about a string.
   */
  public static TextSet format(String name) {
    return Formats.of(name);
  }

  /** The names of the formats that are enforced. */
  public static List<String> formats() {
    return Formats.names();
  }
}
