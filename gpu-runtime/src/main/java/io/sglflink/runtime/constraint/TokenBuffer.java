package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import java.util.Arrays;

/** Tokens that are collected, as bits that somebody else has and a list; used again and again. */
final class TokenBuffer implements TokenSink {

  private static final int[] NONE = {};

  private int[] tokens = new int[1024];
  private int size;
  private long[] bits;

  void clear() {
    size = 0;
    bits = null;
  }

  @Override
  public void add(int[] some, int from, int until, ByteState after) {
    int count = until - from;
    if (size + count > tokens.length) {
      tokens = Arrays.copyOf(tokens, Math.max(2 * size, size + count));
    }
    if (count == 1) {
      tokens[size] = some[from];
    } else {
      System.arraycopy(some, from, tokens, size, count);
    }
    size += count;
  }

  boolean isEmpty() {
    return size == 0 && bits == null;
  }

  void add(int[] some) {
    if (some.length > 0) {
      add(some, 0, some.length, null);
    }
  }

  /** Adds {@code some}, which nobody may change; null for none. */
  void add(long[] some) {
    if (bits == null || some == null) {
      bits = bits == null ? some : bits;
      return;
    }
    long[] union = bits.clone();
    for (int i = 0; i < union.length; i++) {
      union[i] |= some[i];
    }
    bits = union;
  }

  /** Ends the collection: a list so long that bits take less becomes bits. */
  void finish(int words) {
    if (size <= words) {
      return;
    }
    long[] all = bits == null ? new long[words] : bits.clone();
    for (int i = 0; i < size; i++) {
      all[tokens[i] >> 6] |= 1L << tokens[i];
    }
    bits = all;
    size = 0;
  }

  /** A bit for each token, or null; with {@link #list} all that was collected. */
  long[] bits() {
    return bits;
  }

  int[] list() {
    return size == 0 ? NONE : Arrays.copyOf(tokens, size);
  }
}
