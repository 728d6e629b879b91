package io.sglflink.constraint.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.sglflink.constraint.regex.RegexException.Kind;
import java.util.Locale;
import java.util.Map;

/**
 * A pattern that is searched for as Python's {@code re.search} does, with its groups, in time
 * linear in the text. RE2/J matches; {@link GroupDialect} says to it what Python means. Immutable.
 */
public final class GroupRegex {

  /** Characters of a pattern. */
  public static final int MAX_LENGTH = 1_000;

  private final Pattern pattern;
  private final long size;

  private GroupRegex(Pattern pattern, long size) {
    this.pattern = pattern;
    this.size = size;
  }

  /**
   * Compiles {@code pattern}.
   *
   * @throws RegexException when it is not of the dialect, or too large
   */
  public static GroupRegex compile(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      throw tooLarge("characters of a pattern", pattern.length(), MAX_LENGTH);
    }
    GroupDialect dialect = new GroupDialect(pattern);
    String translated = dialect.translate();
    if (dialect.size() > GroupDialect.MAX_SIZE) {
      throw tooLarge("steps of a pattern", dialect.size(), GroupDialect.MAX_SIZE);
    }
    try {
      return new GroupRegex(Pattern.compile(translated), dialect.size());
    } catch (PatternSyntaxException e) {
      throw new RegexException(
          Kind.SYNTAX,
          "the pattern is refused: "
              + e.getDescription()
              + ": write it without lookaround, backreferences, possessive repetition and counts"
              + " over 1,000, and close what is open");
    }
  }

  /** What searching a text costs at most, in steps for each character. */
  public long size() {
    return size;
  }

  /** Whether the pattern has a group: its number, 0 for the whole match. */
  public boolean hasGroup(int group) {
    return group >= 0 && group <= pattern.groupCount();
  }

  /** The number of the group of that name, or −1. */
  public int group(String name) {
    Map<String, Integer> groups = pattern.namedGroups();
    return groups.getOrDefault(name, -1);
  }

  /** What a group of the first match says; null where there is no match or the group has none. */
  public String search(String text, int group) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(group) : null;
  }

  private static RegexException tooLarge(String thing, long size, int limit) {
    return new RegexException(
        Kind.TOO_LARGE,
        String.format(
            Locale.ROOT, "%s: %,d, the limit is %,d: write a shorter one", thing, size, limit));
  }
}
