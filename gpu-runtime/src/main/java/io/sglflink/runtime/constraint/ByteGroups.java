package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;

/**
 * Sets of bytes as 64 bits: bytes that constraints mostly allow together share one, so what a set
 * has is never more than it says.
 */
final class ByteGroups {

  private static final long[] BIT_OF = bits();

  private ByteGroups() {}

  private static long[] bits() {
    String[] ranges = {"af", "gz", "AF", "GZ", "09", "\u0000\b", "\u000b\f", "\u000e\u001f"};
    String[] beyond = {"\u0080\u00bf", "\u00c0\u00df", "\u00e0\u00ef", "\u00f0\u00ff"};
    long[] bits = new long[256];
    int group = 0;
    for (String[] some : new String[][] {ranges, beyond}) {
      for (String range : some) {
        for (int value = range.charAt(0); value <= range.charAt(1); value++) {
          bits[value] = 1L << group;
        }
        group++;
      }
    }
    for (int value = 0; value < 256; value++) {
      if (bits[value] == 0) {
        bits[value] = 1L << group++;
      }
    }
    return bits;
  }

  /** The set with {@code value}. */
  static long of(int value) {
    return BIT_OF[value];
  }

  /** The bytes that lead from {@code state} to itself, as far as whole groups do. */
  static long loops(ByteState state) {
    long others = 0;
    for (int value = 0; value < 256; value++) {
      others |= state.next(value) == state ? 0 : BIT_OF[value];
    }
    return ~others;
  }
}
