package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.value.ValueSet;
import java.util.function.ToIntFunction;

/** Follows states over UTF-8 by code points. */
final class CodePoints {

  private static final int[] FIRST = {0x0, 0x80, 0x800, 0x10000};
  private static final int[] LAST = {0x7f, 0x7ff, 0xffff, 0x10ffff};
  private static final int[] LEAD = {0x00, 0xc0, 0xe0, 0xf0};

  private CodePoints() {}

  /** The state after one code point, or null. */
  static ByteState after(ByteState state, int codePoint) {
    int following = following(codePoint);
    ByteState at = state.next(LEAD[following] | codePoint >> (6 * following));
    for (int left = following - 1; left >= 0 && at != null; left--) {
      at = at.next(0x80 | (codePoint >> (6 * left) & 0x3f));
    }
    return at;
  }

  /** Whether a code point from {@code low} to {@code high} can follow. */
  static boolean any(ByteState state, int low, int high) {
    return least(state, low, high, after -> 0) == 0;
  }

  /**
   * The least that {@code of} says of a state after a code point from {@code low} to {@code high},
   * {@link ValueSet#NEVER} when none can follow. It is asked in the middle of characters as well,
   * where it counts the bytes that are missing.
   */
  static int least(ByteState state, int low, int high, ToIntFunction<ByteState> of) {
    int least = ValueSet.NEVER;
    for (int following = 0; following < FIRST.length; following++) {
      int from = Math.max(low, FIRST[following]);
      int to = Math.min(high, LAST[following]);
      if (from <= to) {
        least = Math.min(least, least(state, LEAD[following], from, to, following, of));
      }
    }
    return least;
  }

  private static int least(
      ByteState state, int base, int from, int to, int following, ToIntFunction<ByteState> of) {
    int shift = 6 * following;
    int rest = (1 << shift) - 1;
    int least = ValueSet.NEVER;
    for (int chunk = from >> shift; chunk <= to >> shift; chunk++) {
      ByteState next = state.next(base | chunk);
      if (next == null) {
        continue;
      }
      int first = Math.max(from - (chunk << shift), 0);
      int last = Math.min(to - (chunk << shift), rest);
      boolean whole = first == 0 && last == rest;
      int found =
          whole
              ? Math.max(0, of.applyAsInt(next) - following)
              : least(next, 0x80, first, last, following - 1, of);
      if (found == 0) {
        return 0;
      }
      least = Math.min(least, found);
    }
    return least;
  }

  private static int following(int codePoint) {
    return codePoint < 0x80 ? 0 : codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
  }
}
