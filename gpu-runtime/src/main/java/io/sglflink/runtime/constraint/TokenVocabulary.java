package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import io.sglflink.runtime.constraint.TokenTrie.Entry;
import io.sglflink.runtime.tokenizer.TokenBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A model's tokens as constraints see them. Nothing here changes, so all constraints and threads
 * share it.
 *
 * <p>Tokens lie in tries by their length, because for short texts more states are alike.
 */
public final class TokenVocabulary {

  /** Bytes of the longest token of each slice but the last. */
  private static final int[] SLICES = {8, 16, 32};

  private final byte[][] bytes;
  private final boolean dropsFirstSpace;
  private final int[] ends;
  private final int size;
  private final TokenTrie trie;
  private final List<Slice> slices;

  /** By byte whether it is a token. */
  private final boolean[] single = new boolean[256];

  /** Tokens of similar length, {@code bytes} at most. */
  record Slice(int bytes, TokenTrie trie) {}

  /**
   * @param ends tokens that end an output; they never match as text
   * @param vocabSize size of the model's vocabulary, which may be padded
   */
  public TokenVocabulary(TokenBytes tokens, Set<Integer> ends, int vocabSize) {
    this.bytes = tokens.bytes();
    this.dropsFirstSpace = tokens.dropsFirstSpace();
    this.ends =
        ends.stream()
            .filter(end -> end >= 0 && end < vocabSize)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    this.size = vocabSize;
    List<Entry> entries = new ArrayList<>();
    for (int token = 0; token < vocabSize; token++) {
      byte[] written = bytes(token);
      if (written != null) {
        entries.add(new Entry(token, written));
        single[written[0] & 0xff] |= written.length == 1;
      }
    }
    this.trie = new TokenTrie(entries);
    List<Slice> made = new ArrayList<>();
    int shorter = 0;
    for (int most : SLICES) {
      made.add(slice(entries, shorter, most));
      shorter = most;
    }
    made.add(slice(entries, shorter, Math.max(shorter, trie.deepest())));
    this.slices = List.copyOf(made);
  }

  private static Slice slice(List<Entry> entries, int shorter, int most) {
    return new Slice(
        most,
        new TokenTrie(
            entries.stream()
                .filter(entry -> entry.bytes().length > shorter && entry.bytes().length <= most)
                .toList()));
  }

  /** What {@code token} writes, at least one byte, or null when it never stands for text. */
  byte[] bytes(int token) {
    boolean text = token < Math.min(bytes.length, size) && !isEnd(token);
    return text && bytes[token] != null && bytes[token].length > 0 ? bytes[token] : null;
  }

  boolean isEnd(int token) {
    for (int end : ends) {
      if (end == token) {
        return true;
      }
    }
    return false;
  }

  /** Tokens that end an output; nobody may change it. */
  int[] ends() {
    return ends;
  }

  /** Words of a mask. */
  int words() {
    return (size + 63) / 64;
  }

  /** Bytes of the longest token. */
  int longest() {
    return trie.deepest();
  }

  /** All tokens. */
  TokenTrie trie() {
    return trie;
  }

  /** All tokens in parts, the shortest first. */
  List<Slice> slices() {
    return slices;
  }

  /** Whether every text can be written, byte by byte if need be. */
  boolean writesEveryText() {
    for (int value = 0; value < single.length; value++) {
      boolean ofText = value != 0xc0 && value != 0xc1 && value < 0xf5;
      if (ofText && !single[value]) {
        return false;
      }
    }
    return true;
  }

  /** The state of an output without a token. */
  ByteState first(ByteState start) {
    return dropsFirstSpace ? new FirstSpace(start) : start;
  }

  /** {@code state} before a text whose dropped space, if tokens wrote one, is gone already. */
  static ByteState decoded(ByteState state) {
    return state instanceof FirstSpace first ? first.state : state;
  }

  /**
   * The state after {@code token}, or null where it must not come.
   *
   * @throws io.sglflink.constraint.ConstraintBudgetException when telling it takes too much work
   */
  ByteState after(ByteState state, int token) {
    byte[] written = bytes(token);
    if (written == null) {
      return null;
    }
    state.refill();
    ByteState next = state;
    for (int i = 0; i < written.length && next != null; i++) {
      next = next.next(written[i] & 0xff);
    }
    return next;
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
