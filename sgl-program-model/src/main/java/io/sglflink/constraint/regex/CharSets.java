package io.sglflink.constraint.regex;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The sets that have names, as Python's re has them for str patterns. */
final class CharSets {

  private static final CharSet ASCII = CharSet.range(0, 0x7f);
  static final CharSet NOT_LINE_FEED = CharSet.of('\n').complement();
  static final CharSet NOT_LINE_TERMINATOR =
      new CharSet.Builder()
          .add('\n', '\n')
          .add('\r', '\r')
          .add(0x2028, 0x2029)
          .build()
          .complement();
  static final CharSet DIGIT = CharSet.range('0', '9');
  static final CharSet WORD = CharSet.matching(CharSets::isWord);
  static final CharSet SPACE = CharSet.matching(CharSets::isSpace);

  /** No character from here on is a letter with case. */
  private static final int CASED_END = 0x20000;

  /** Made when a pattern first ignores case. */
  private static final class Cases {
    /** All spellings of every character that has some. */
    private static final Map<Integer, List<Integer>> SPELLINGS = cases();
  }

  /** Names of the general categories by what {@link Character#getType} says. */
  private static final Map<Byte, String> CATEGORIES =
      Map.ofEntries(
          Map.entry(Character.UPPERCASE_LETTER, "Lu"),
          Map.entry(Character.LOWERCASE_LETTER, "Ll"),
          Map.entry(Character.TITLECASE_LETTER, "Lt"),
          Map.entry(Character.MODIFIER_LETTER, "Lm"),
          Map.entry(Character.OTHER_LETTER, "Lo"),
          Map.entry(Character.NON_SPACING_MARK, "Mn"),
          Map.entry(Character.COMBINING_SPACING_MARK, "Mc"),
          Map.entry(Character.ENCLOSING_MARK, "Me"),
          Map.entry(Character.DECIMAL_DIGIT_NUMBER, "Nd"),
          Map.entry(Character.LETTER_NUMBER, "Nl"),
          Map.entry(Character.OTHER_NUMBER, "No"),
          Map.entry(Character.CONNECTOR_PUNCTUATION, "Pc"),
          Map.entry(Character.DASH_PUNCTUATION, "Pd"),
          Map.entry(Character.START_PUNCTUATION, "Ps"),
          Map.entry(Character.END_PUNCTUATION, "Pe"),
          Map.entry(Character.INITIAL_QUOTE_PUNCTUATION, "Pi"),
          Map.entry(Character.FINAL_QUOTE_PUNCTUATION, "Pf"),
          Map.entry(Character.OTHER_PUNCTUATION, "Po"),
          Map.entry(Character.MATH_SYMBOL, "Sm"),
          Map.entry(Character.CURRENCY_SYMBOL, "Sc"),
          Map.entry(Character.MODIFIER_SYMBOL, "Sk"),
          Map.entry(Character.OTHER_SYMBOL, "So"),
          Map.entry(Character.SPACE_SEPARATOR, "Zs"),
          Map.entry(Character.LINE_SEPARATOR, "Zl"),
          Map.entry(Character.PARAGRAPH_SEPARATOR, "Zp"),
          Map.entry(Character.CONTROL, "Cc"),
          Map.entry(Character.FORMAT, "Cf"),
          Map.entry(Character.PRIVATE_USE, "Co"),
          Map.entry(Character.UNASSIGNED, "Cn"));

  /** Made when a pattern first has one of them: telling them apart takes a walk over Unicode. */
  private static final class Categories {
    private static final Map<String, CharSet> SETS = categories();
  }

  private CharSets() {}

  private static Map<String, CharSet> categories() {
    Map<String, CharSet.Builder> builders = new HashMap<>();
    int first = 0;
    for (int c = 1; c <= Character.MAX_CODE_POINT + 1; c++) {
      int type = Character.getType(first);
      if (c > Character.MAX_CODE_POINT || Character.getType(c) != type) {
        String name = CATEGORIES.getOrDefault((byte) type, "Cs");
        builders.computeIfAbsent(name, key -> new CharSet.Builder()).add(first, c - 1);
        builders
            .computeIfAbsent(name.substring(0, 1), key -> new CharSet.Builder())
            .add(first, c - 1);
        first = c;
      }
    }
    Map<String, CharSet> sets = new HashMap<>();
    builders.forEach((name, builder) -> sets.put(name, builder.build()));
    return Map.copyOf(sets);
  }

  private static boolean isWord(int c) {
    int type = Character.getType(c);
    return Character.isLetter(c)
        || type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER
        || c == '_';
  }

  private static boolean isSpace(int c) {
    return Character.isSpaceChar(c)
        || (c >= 0x09 && c <= 0x0d)
        || (c >= 0x1c && c <= 0x1f)
        || c == 0x85;
  }

  private static Map<Integer, List<Integer>> cases() {
    Map<Integer, List<Integer>> byFold = new HashMap<>();
    for (int c = 0; c < CASED_END; c++) {
      int fold = Character.toLowerCase(Character.toUpperCase(c));
      if (fold != c || Character.toUpperCase(c) != c) {
        byFold.computeIfAbsent(fold, key -> new ArrayList<>()).add(c);
      }
    }
    Map<Integer, List<Integer>> cases = new HashMap<>();
    byFold.forEach(
        (fold, spellings) -> {
          List<Integer> same = Stream.concat(Stream.of(fold), spellings.stream()).toList();
          same.forEach(c -> cases.put(c, same));
        });
    return Map.copyOf(cases);
  }

  /** Those of {@code set} that are ASCII. */
  static CharSet ascii(CharSet set) {
    return new CharSet.Builder().add(set.complement()).add(ASCII.complement()).build().complement();
  }

  /** {@code set} with every spelling of its letters. */
  static CharSet ignoringCase(CharSet set) {
    CharSet.Builder builder = new CharSet.Builder().add(set);
    Cases.SPELLINGS.forEach(
        (c, same) -> {
          if (set.contains(c)) {
            same.forEach(other -> builder.add(other, other));
          }
        });
    return builder.build();
  }

  /** {@code character} in every spelling. */
  static CharSet ignoringCase(int character) {
    CharSet.Builder builder = new CharSet.Builder().add(character, character);
    Cases.SPELLINGS.getOrDefault(character, List.of()).forEach(other -> builder.add(other, other));
    return builder.build();
  }

  /** The set of a general category, a group of them or a script, or null when there is none. */
  static CharSet property(String name) {
    if (name.equals("Any")) {
      return CharSet.ALL;
    }
    if (name.length() <= 2) {
      return Categories.SETS.get(name);
    }
    try {
      UnicodeScript script = UnicodeScript.forName(name.toUpperCase(Locale.ROOT));
      return CharSet.matching(c -> UnicodeScript.of(c) == script);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
