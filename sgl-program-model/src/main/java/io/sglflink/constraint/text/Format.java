package io.sglflink.constraint.text;

import io.sglflink.constraint.value.TextSet;
import java.util.function.Supplier;

/** A format's strings, made when they are first asked for; equal whichever thread makes them. */
final class Format {

  private final Supplier<String> pattern;
  private final int longest;
  private volatile TextSet texts;

  /**
   * @param pattern what a string must match as a whole
   */
  Format(Supplier<String> pattern) {
    this(pattern, Lengths.UNBOUNDED);
  }

  Format(Supplier<String> pattern, int longest) {
    this.pattern = pattern;
    this.longest = longest;
  }

  TextSet texts() {
    TextSet known = texts;
    if (known == null) {
      known = TextSets.pattern("^(?:" + pattern.get() + ")$").and(TextSets.length(0, longest));
      texts = known;
    }
    return known;
  }
}
