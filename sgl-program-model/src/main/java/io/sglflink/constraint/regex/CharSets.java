package io.sglflink.constraint.regex;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
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

  private static final Map<String, IntPredicate> CATEGORIES =
      Map.ofEntries(
          types("Lu", Character.UPPERCASE_LETTER),
          types("Ll", Character.LOWERCASE_LETTER),
          types("Lt", Character.TITLECASE_LETTER),
          types("Lm", Character.MODIFIER_LETTER),
          types("Lo", Character.OTHER_LETTER),
          types("Mn", Character.NON_SPACING_MARK),
          types("Mc", Character.COMBINING_SPACING_MARK),
          types("Me", Character.ENCLOSING_MARK),
          types("Nd", Character.DECIMAL_DIGIT_NUMBER),
          types("Nl", Character.LETTER_NUMBER),
          types("No", Character.OTHER_NUMBER),
          types("Pc", Character.CONNECTOR_PUNCTUATION),
          types("Pd", Character.DASH_PUNCTUATION),
          types("Ps", Character.START_PUNCTUATION),
          types("Pe", Character.END_PUNCTUATION),
          types("Pi", Character.INITIAL_QUOTE_PUNCTUATION),
          types("Pf", Character.FINAL_QUOTE_PUNCTUATION),
          types("Po", Character.OTHER_PUNCTUATION),
          types("Sm", Character.MATH_SYMBOL),
          types("Sc", Character.CURRENCY_SYMBOL),
          types("Sk", Character.MODIFIER_SYMBOL),
          types("So", Character.OTHER_SYMBOL),
          types("Zs", Character.SPACE_SEPARATOR),
          types("Zl", Character.LINE_SEPARATOR),
          types("Zp", Character.PARAGRAPH_SEPARATOR),
          types("Cc", Character.CONTROL),
          types("Cf", Character.FORMAT),
          types("Co", Character.PRIVATE_USE),
          types("Cn", Character.UNASSIGNED));

  private CharSets() {}

  private static Map.Entry<String, IntPredicate> types(String name, byte type) {
    return Map.entry(name, c -> Character.getType(c) == type);
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
      List<IntPredicate> types =
          CATEGORIES.entrySet().stream()
              .filter(entry -> entry.getKey().startsWith(name))
              .map(Map.Entry::getValue)
              .toList();
      return types.isEmpty() || name.isEmpty()
          ? null
          : CharSet.matching(c -> types.stream().anyMatch(type -> type.test(c)));
    }
    try {
      UnicodeScript script = UnicodeScript.forName(name.toUpperCase(Locale.ROOT));
      return CharSet.matching(c -> UnicodeScript.of(c) == script);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
