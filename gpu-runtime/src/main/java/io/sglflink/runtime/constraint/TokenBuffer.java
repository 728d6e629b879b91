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
  public void add(int token, ByteState after) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * size);
    }
    tokens[size++] = token;
  }

  void addAll(int[] more) {
    for (int token : more) {
      add(token, null);
    }
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
