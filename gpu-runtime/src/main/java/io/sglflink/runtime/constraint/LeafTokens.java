package io.sglflink.runtime.constraint;

/**
 * The short tokens that may come in the middle of a leaf.
 *
 * @param bits those that stay in it, a bit each, or null when they are few
 * @param few those that stay in it when they are few, else empty
 * @param crossings those that leave it, or null where the leaf is the whole state
 */
record LeafTokens(long[] bits, int[] few, Crossings crossings) {

  /** Takes what {@code inside} holds; nobody may change the arrays after that. */
  static LeafTokens of(TokenBuffer inside, int words, Crossings crossings) {
    // Half the bytes at most.
    if (inside.size() <= words) {
      return new LeafTokens(null, inside.toArray(), crossings);
    }
    long[] bits = new long[words];
    inside.setIn(bits);
    return new LeafTokens(bits, new int[0], crossings);
  }

  long bytes() {
    return 64
        + (bits == null ? 0 : (long) Long.BYTES * bits.length)
        + (long) Integer.BYTES * few.length
        + (crossings == null ? 0 : crossings.bytes());
  }
}
