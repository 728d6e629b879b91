package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import io.sglflink.runtime.constraint.TokenTrie.Entry;
import io.sglflink.runtime.tokenizer.TokenBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A model's tokens as constraints see them. Nothing here changes, so all constraints share it.
 *
 * <p>Nearly all tokens are short; the few long ones have a trie of their own, because for short
 * texts many states are alike.
 */
final class TokenVocabulary {

  /** Bytes of the longest short token. */
  static final int SHORT = 32;

  private final byte[][] bytes;
  private final boolean dropsFirstSpace;
  private final Set<Integer> ends;
  private final int words;
  private final TokenTrie shortTokens;
  private final TokenTrie longTokens;

  /**
   * @param ends tokens that end an output; they never match as text
   * @param vocabSize size of the model's vocabulary, which may be padded
   */
  TokenVocabulary(TokenBytes tokens, Set<Integer> ends, int vocabSize) {
    this.bytes = tokens.bytes();
    this.dropsFirstSpace = tokens.dropsFirstSpace();
    this.ends =
        ends.stream()
            .filter(end -> end >= 0 && end < vocabSize)
            .collect(Collectors.toUnmodifiableSet());
    this.words = (vocabSize + 63) / 64;
    List<Entry> shortOnes = new ArrayList<>();
    List<Entry> longOnes = new ArrayList<>();
    for (int token = 0; token < Math.min(bytes.length, vocabSize); token++) {
      if (writes(token)) {
        List<Entry> to = bytes[token].length <= SHORT ? shortOnes : longOnes;
        to.add(new Entry(token, bytes[token]));
      }
    }
    this.shortTokens = new TokenTrie(shortOnes);
    this.longTokens = new TokenTrie(longOnes);
  }

  private boolean writes(int token) {
    return !ends.contains(token) && bytes[token] != null && bytes[token].length > 0;
  }

  boolean isEnd(int token) {
    return ends.contains(token);
  }

  /** The state of an output without a token. */
  ByteState first(ByteState start) {
    return dropsFirstSpace ? new FirstSpace(start) : start;
  }

  /**
   * The state after {@code token}, or null where it must not come.
   *
   * @throws io.sglflink.constraint.ConstraintBudgetException when telling it takes too much work
   */
  ByteState after(ByteState state, int token) {
    if (token >= bytes.length || !writes(token)) {
      return null;
    }
    state.refill();
    ByteState next = state;
    for (int i = 0; i < bytes[token].length && next != null; i++) {
      next = next.next(bytes[token][i] & 0xff);
    }
    return next;
  }

  /** The short tokens that may follow. */
  long[] shortTokens(ByteState state) {
    long[] mask = new long[words];
    shortTokens.allow(state, mask);
    return mask;
  }

  /** {@code mask} and the long tokens that may follow. */
  long[] withLongTokens(ByteState state, long[] mask) {
    long[] with = mask.clone();
    longTokens.allow(state, with);
    return with;
  }

  /** {@code mask} and the end tokens. */
  long[] withEnds(long[] mask) {
    long[] with = mask.clone();
    for (int end : ends) {
      with[end >> 6] |= 1L << end;
    }
    return with;
  }

  /** A state before which one space may stand that the text does not have. */
  private record FirstSpace(ByteState state) implements ByteState {

    @Override
    public ByteState next(int value) {
      return value == ' ' ? state : state.next(value);
    }

    @Override
    public boolean accepting() {
      return state.accepting();
    }

    @Override
    public boolean hasNext() {
      return state.hasNext();
    }

    @Override
    public int shortest() {
      return state.shortest();
    }

    @Override
    public ByteState lookAhead(int bytes) {
      return new FirstSpace(state.lookAhead(bytes));
    }

    @Override
    public void refill() {
      state.refill();
    }
  }
}
