package io.sglflink.runtime.constraint;

import java.util.List;

/**
 * Tokens that may come in the middle of a leaf.
 *
 * @param bits those that stay in it, or null; nobody may change it
 * @param few further ones that stay in it; nobody may change it
 * @param crossings those that leave it
 */
record LeafTokens(long[] bits, int[] few, List<Crossings> crossings) {

  static final int[] NONE = {};

  static LeafTokens of(TokenBuffer inside, int words, List<Crossings> crossings) {
    inside.finish(words);
    return new LeafTokens(inside.bits(), inside.list(), List.copyOf(crossings));
  }

  /** A bit for each token that stays in the leaf, for the caller to change. */
  long[] words(int words) {
    long[] all = bits == null ? new long[words] : bits.clone();
    for (int token : few) {
      all[token >> 6] |= 1L << token;
    }
    return all;
  }

  long bytes() {
    return 64
        + (bits == null ? 0 : (long) Long.BYTES * bits.length)
        + (long) Integer.BYTES * few.length
        + crossings.stream().mapToLong(Crossings::bytes).sum();
  }
}
