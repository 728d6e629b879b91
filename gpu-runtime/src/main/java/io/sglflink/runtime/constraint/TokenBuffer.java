package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import java.util.Arrays;

/** A list of tokens that is filled again and again. */
final class TokenBuffer implements TokenSink {

  private int[] tokens = new int[1024];
  private int size;

  void clear() {
    size = 0;
  }

  @Override
  public void add(int[] some, int from, int until, ByteState after) {
    add(some, from, until);
  }

  void addAll(int[] some) {
    add(some, 0, some.length);
  }

  private void add(int[] some, int from, int until) {
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

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(tokens, size);
  }

  void setIn(long[] bits) {
    for (int i = 0; i < size; i++) {
      bits[tokens[i] >> 6] |= 1L << tokens[i];
    }
  }
}
