package io.sglflink.job.score;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a text says, without how it is written. */
final class PlainText {

  private static final Pattern MARKS = Pattern.compile("[\\p{Punct}\\p{IsPunctuation}\\s]");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  private PlainText() {}

  /** The text in lower case without marks and white space, wide characters made narrow. */
  static String of(String text) {
    String narrow = Normalizer.normalize(text, Form.NFKC);
    return MARKS.matcher(narrow).replaceAll("").toLowerCase(Locale.ROOT);
  }

  /** The numbers in a text, in their order. */
  static List<BigDecimal> numbers(String text) {
    return NUMBER.matcher(text).results().map(match -> new BigDecimal(match.group())).toList();
  }

  /**
   * The share of pairs of neighbouring characters that two texts have in common, 0 to 1: Dice's
   * coefficient over the two multisets.
   */
  static double similarity(String a, String b) {
    if (a.equals(b)) {
      return 1;
    }
    Map<String, Integer> left = pairs(a);
    Map<String, Integer> right = pairs(b);
    int shared = 0;
    for (Map.Entry<String, Integer> pair : left.entrySet()) {
      shared += Math.min(pair.getValue(), right.getOrDefault(pair.getKey(), 0));
    }
    int total = Math.max(0, a.length() - 1) + Math.max(0, b.length() - 1);
    return total == 0 ? 0 : 2.0 * shared / total;
  }

  private static Map<String, Integer> pairs(String text) {
    Map<String, Integer> pairs = new HashMap<>();
    for (int i = 0; i + 1 < text.length(); i++) {
      pairs.merge(text.substring(i, i + 2), 1, Integer::sum);
    }
    return pairs;
  }
}
