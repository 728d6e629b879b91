package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.value.ValueSet;
import java.util.function.ToIntFunction;

/**
 * Which characters of a string may be escaped. Printable ASCII never is without need: where nothing
 * else can follow, the text is then forced.
 */
final class Escapes {

  /** Only what cannot stand for itself, each in its shortest way: one spelling for each text. */
  static final Escapes NEEDED =
      new Escapes("\"\\bfnrt", new int[][] {{0x0, 0x7}, {0xb, 0xb}, {0xe, 0x1f}});

  /** Also a slash, and in digits all that is not printable ASCII. */
  static final Escapes ALLOWED =
      new Escapes("\"\\/bfnrt", new int[][] {{0x0, 0x1f}, {0x7f, 0x10ffff}});

  /** What may follow a backslash, but for digits. */
  private final String letters;

  /** Characters that may be spelled in digits: first and last of each range. */
  private final int[][] inDigits;

  private Escapes(String letters, int[][] inDigits) {
    this.letters = letters;
    this.inDigits = inDigits;
  }

  /** Whether a character that can follow {@code text} may be escaped. */
  boolean any(ByteState text) {
    for (int i = 0; i < letters.length(); i++) {
      if (after(text, letters.charAt(i)) != null) {
        return true;
      }
    }
    return least(text, 0, Character.MAX_CODE_POINT, after -> 0) == 0;
  }

  /** The state after the character that {@code letter} stands for behind a backslash, or null. */
  ByteState after(ByteState text, int letter) {
    if (letters.indexOf(letter) < 0) {
      return null;
    }
    return text.next(
        switch (letter) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> letter;
        });
  }

  /** The state after a character in digits, or null. */
  ByteState afterDigits(ByteState text, int character) {
    for (int[] range : inDigits) {
      if (range[0] <= character && character <= range[1]) {
        return CodePoints.after(text, character);
      }
    }
    return null;
  }

  /**
   * The least that {@code of} says of the text after a character from {@code low} to {@code high}
   * in digits, as {@link CodePoints#least}.
   */
  int least(ByteState text, int low, int high, ToIntFunction<ByteState> of) {
    int least = ValueSet.NEVER;
    for (int[] range : inDigits) {
      int from = Math.max(low, range[0]);
      int to = Math.min(high, range[1]);
      if (from <= to && least > 0) {
        least = Math.min(least, CodePoints.least(text, from, to, of));
      }
    }
    return least;
  }
}
