package io.sglflink.constraint.regex;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** A set of characters: code points without surrogates, which UTF-8 does not have. */
final class CharSet {

  static final CharSet NONE = new CharSet(new int[0]);

  /** Every character. */
  static final CharSet ALL = NONE.complement();

  /** First and last of each range, in order; no two ranges touch. */
  private final int[] bounds;

  private CharSet(int[] bounds) {
    this.bounds = bounds;
  }

  static CharSet of(int character) {
    return range(character, character);
  }

  static CharSet range(int first, int last) {
    return new Builder().add(first, last).build();
  }

  static CharSet matching(IntPredicate predicate) {
    Builder builder = new Builder();
    int first = -1;
    for (int c = 0; c <= Character.MAX_CODE_POINT + 1; c++) {
      boolean in = c <= Character.MAX_CODE_POINT && predicate.test(c);
      if (in && first < 0) {
        first = c;
      } else if (!in && first >= 0) {
        builder.add(first, c - 1);
        first = -1;
      }
    }
    return builder.build();
  }

  CharSet complement() {
    Builder builder = new Builder();
    int from = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      if (from < bounds[i]) {
        builder.add(from, bounds[i] - 1);
      }
      from = bounds[i + 1] + 1;
    }
    if (from <= Character.MAX_CODE_POINT) {
      builder.add(from, Character.MAX_CODE_POINT);
    }
    return builder.build();
  }

  boolean contains(int character) {
    int at = Arrays.binarySearch(bounds, character);
    return at >= 0 || (-at - 1) % 2 == 1;
  }

  boolean isEmpty() {
    return bounds.length == 0;
  }

  /** Bounds of the ranges within {@code first} to {@code last}, less {@code first}. */
  int[] within(int first, int last) {
    int[] cut = new int[bounds.length];
    int size = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      if (bounds[i + 1] >= first && bounds[i] <= last) {
        cut[size++] = Math.max(bounds[i], first) - first;
        cut[size++] = Math.min(bounds[i + 1], last) - first;
      }
    }
    return Arrays.copyOf(cut, size);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CharSet set && Arrays.equals(bounds, set.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  /** Collects ranges in any order. */
  static final class Builder {
    private static final int FIRST_SURROGATE = Character.MIN_SURROGATE;
    private static final int LAST_SURROGATE = Character.MAX_SURROGATE;

    private long[] ranges = new long[8];
    private int size;

    Builder add(int first, int last) {
      if (first < FIRST_SURROGATE && last >= FIRST_SURROGATE) {
        add(first, FIRST_SURROGATE - 1);
        return add(LAST_SURROGATE + 1, last);
      }
      boolean inSurrogates = first >= FIRST_SURROGATE && first <= LAST_SURROGATE;
      int start = inSurrogates ? LAST_SURROGATE + 1 : first;
      if (start <= last) {
        if (size == ranges.length) {
          ranges = Arrays.copyOf(ranges, 2 * size);
        }
        ranges[size++] = (long) start << 32 | last;
      }
      return this;
    }

    Builder add(CharSet set) {
      for (int i = 0; i < set.bounds.length; i += 2) {
        add(set.bounds[i], set.bounds[i + 1]);
      }
      return this;
    }

    CharSet build() {
      Arrays.sort(ranges, 0, size);
      int[] bounds = new int[2 * size];
      int length = 0;
      for (int i = 0; i < size; i++) {
        int first = (int) (ranges[i] >>> 32);
        int last = (int) ranges[i];
        if (length > 0 && first <= bounds[length - 1] + 1) {
          bounds[length - 1] = Math.max(bounds[length - 1], last);
        } else {
          bounds[length++] = first;
          bounds[length++] = last;
        }
      }
      return new CharSet(Arrays.copyOf(bounds, length));
    }
  }
}
