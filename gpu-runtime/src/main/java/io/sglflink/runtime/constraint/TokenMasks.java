package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import io.sglflink.runtime.constraint.TokenTrie.Entry;
import io.sglflink.runtime.tokenizer.TokenBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes masks of states.
 *
 * <p>Nearly all tokens are short, and for short tokens many states are alike ({@link
 * ByteState#lookAhead}), so the masks of these are kept by what the states have in common. The few
 * long tokens are looked at for each state.
 */
final class TokenMasks {

  /** Bytes of the longest short token. */
  private static final int SHORT = 32;

  private static final int CACHE_BYTES = 32 << 20;

  private final byte[][] bytes;
  private final boolean dropsFirstSpace;
  private final Set<Integer> ends;
  private final int words;
  private final TokenTrie shortTokens;
  private final TokenTrie longTokens;
  private final BoundedCache<ByteState, long[]> shortMasks;
  private final BoundedCache<ByteState, TokenMask> masks;

  /**
   * @param ends tokens that end an output; they never match as text
   * @param vocabSize size of the model's vocabulary, which may be padded
   */
  TokenMasks(TokenBytes tokens, Set<Integer> ends, int vocabSize) {
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
    int capacity = Math.max(16, CACHE_BYTES / (8 * words));
    this.shortMasks = new BoundedCache<>(capacity);
    this.masks = new BoundedCache<>(capacity);
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

  /** The state after {@code token}, or null where it must not come. */
  ByteState after(ByteState state, int token) {
    if (token >= bytes.length || !writes(token)) {
      return null;
    }
    ByteState next = state;
    for (int i = 0; i < bytes[token].length && next != null; i++) {
      next = next.next(bytes[token][i] & 0xff);
    }
    return next;
  }

  /**
   * The tokens that may follow.
   *
   * @throws io.sglflink.constraint.ConstraintBudgetException when telling them takes too much work
   */
  TokenMask mask(ByteState state) {
    TokenMask known = masks.get(state);
    if (known == null) {
      known = make(state);
      masks.put(state, known);
    }
    return known;
  }

  private TokenMask make(ByteState state) {
    ByteState near = state.lookAhead(SHORT);
    long[] common = shortMasks.get(near);
    if (common == null) {
      common = new long[words];
      shortTokens.allow(near, common);
      shortMasks.put(near, common);
    }
    long[] own = common.clone();
    longTokens.allow(state, own);
    // A step sends masks that are one object once.
    long[] text = Arrays.equals(own, common) ? common : own;
    if (!state.accepting()) {
      return new TokenMask(text, text);
    }
    long[] all = text.clone();
    for (int end : ends) {
      all[end >> 6] |= 1L << end;
    }
    return new TokenMask(text, all);
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
    public ByteState lookAhead(int bytes) {
      return new FirstSpace(state.lookAhead(bytes));
    }
  }
}
