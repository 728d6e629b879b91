package io.sglflink.constraint.schema;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.value.TextSet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lengths of strings in JSON, with their quotes, in bytes. */
final class StringLengths {

  private static final int FEW = 100;

  /** So many names of a set are looked for one by one; further ones count as the last. */
  private static final int MAX_NAMES = 20;

  /** Bytes of the longest string that is written out. */
  private static final int MAX_BYTES = 1_000_000;

  private StringLengths() {}

  static int of(String text) {
    int length = 2 + text.getBytes(StandardCharsets.UTF_8).length;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || "\b\f\n\r\t".indexOf(c) >= 0) {
        length += 1;
      } else if (c < 0x20) {
        length += 5;
      }
    }
    return length;
  }

  static int shortest(TextSet texts) {
    return of(example(texts));
  }

  /** Lengths of different strings of a set, short ones first, at most {@code count}. */
  static List<Integer> shortest(TextSet texts, int count) {
    List<Integer> lengths = new ArrayList<>();
    TextSet rest = texts;
    while (lengths.size() < Math.min(count, MAX_NAMES) && !rest.isEmpty()) {
      String example = example(rest);
      lengths.add(of(example));
      rest = rest.without(List.of(example));
    }
    for (long more = Math.min(count, texts.size()) - lengths.size(); more > 0; more--) {
      lengths.add(lengths.get(lengths.size() - 1));
    }
    return lengths;
  }

  private static String example(TextSet texts) {
    if (texts.size() <= FEW) {
      String best = null;
      for (String text : texts.texts()) {
        best = best == null || of(text) < of(best) ? text : best;
      }
      return best;
    }
    return shortest(texts.start());
  }

  /** What leads on the shortest way from {@code start} to an end. */
  static String shortest(ByteState start) {
    if (start.shortest() > MAX_BYTES) {
      throw new ConstraintBudgetException(
          String.format(
              Locale.ROOT,
              "the shortest string it allows somewhere has %,d bytes, at most %,d can be followed:"
                  + " lower minLength, or the pattern's counts",
              start.shortest(),
              MAX_BYTES));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteState state = start;
    while (state.shortest() > 0) {
      ByteState next = null;
      int value = 0;
      // From the digits on, so that letters come before what has to be escaped.
      for (int i = 0; i < 256 && next == null; i++) {
        value = (i + '0') & 0xff;
        ByteState tried = state.next(value);
        next = tried != null && tried.shortest() < state.shortest() ? tried : null;
      }
      bytes.write(value);
      state = next;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
