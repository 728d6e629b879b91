package io.sglflink.constraint.regex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Characters as bytes of UTF-8: shortest forms only, no surrogates, nothing over U+10FFFF, since a
 * {@link CharSet} has none of the latter two.
 */
final class Utf8 {

  /** Lead byte, and the first character that needs so many bytes, by the bytes that follow. */
  private static final int[] LEADS = {0x00, 0xc0, 0xe0, 0xf0};

  private static final int[] FIRST = {0x00, 0x80, 0x800, 0x10000, 0x110000};

  private final Expressions expressions;
  private final Map<CharSet, Expression> known = new HashMap<>();

  Utf8(Expressions expressions) {
    this.expressions = expressions;
  }

  /** One character of {@code set}; null when it is empty. */
  Expression expression(CharSet set) {
    if (!known.containsKey(set)) {
      known.put(set, make(set));
    }
    return known.get(set);
  }

  private Expression make(CharSet set) {
    List<Integer> bounds = new ArrayList<>();
    List<Expression> after = new ArrayList<>();
    for (int following = 0; following < LEADS.length; following++) {
      int first = FIRST[following];
      int[] ranges = set.within(first, FIRST[following + 1] - 1);
      for (int i = 0; i < ranges.length; i++) {
        ranges[i] += first;
      }
      add(ranges, LEADS[following], following, bounds, after);
    }
    return expressions.bytes(bounds, after);
  }

  /**
   * Adds a byte of {@code 6} bits over {@code base} and the {@code following} bytes after it, for
   * numbers in {@code ranges}.
   */
  private void add(
      int[] ranges, int base, int following, List<Integer> bounds, List<Expression> after) {
    int shift = 6 * following;
    int size = 1 << shift;
    int i = 0;
    while (i < ranges.length) {
      int chunk = ranges[i] >> shift;
      List<Integer> inChunk = new ArrayList<>();
      int last = chunk;
      while (i < ranges.length && ranges[i] >> shift == chunk) {
        int low = ranges[i] & (size - 1);
        int high = Math.min(ranges[i + 1] - (chunk << shift), size - 1);
        boolean whole = low == 0 && ranges[i + 1] >= ((chunk + 1) << shift) - 1;
        if (whole) {
          // Every further chunk that the range covers has the same bytes after it.
          last = ((ranges[i + 1] + 1) >> shift) - 1;
        }
        inChunk.add(low);
        inChunk.add(high);
        int end = ((last + 1) << shift) - 1;
        if (ranges[i + 1] > end) {
          ranges[i] = end + 1;
          break;
        }
        i += 2;
      }
      add(base + chunk, base + last, continuation(inChunk, following), bounds, after);
    }
  }

  private Expression continuation(List<Integer> ranges, int following) {
    if (following == 0) {
      return expressions.empty;
    }
    List<Integer> bounds = new ArrayList<>();
    List<Expression> after = new ArrayList<>();
    int[] numbers = ranges.stream().mapToInt(Integer::intValue).toArray();
    add(numbers, 0x80, following - 1, bounds, after);
    return expressions.bytes(bounds, after);
  }

  private static void add(
      int first, int last, Expression next, List<Integer> bounds, List<Expression> after) {
    int end = bounds.size() - 1;
    if (end > 0 && bounds.get(end) == first - 1 && after.get(after.size() - 1) == next) {
      bounds.set(end, last);
    } else {
      bounds.add(first);
      bounds.add(last);
      after.add(next);
    }
  }
}
