package io.sglflink.runtime.constraint;

import java.lang.ref.WeakReference;
import java.util.Arrays;

/**
 * Tokens that may come next. Immutable, apart from what it remembers for the one thread that asks.
 *
 * <p>Many masks differ in few tokens, and many have few, so a mask is a set of bits that others
 * share and some tokens more.
 */
public final class TokenMask {

  private static final int[] NONE = {};

  private final int words;

  /** A bit for each token, or null for none; others share it. */
  private final long[] base;

  private final int[] more;

  /** The end tokens where the text so far satisfies the constraint, else empty. */
  private final int[] ends;

  /** What {@link #words} gave last with and without end tokens, as long as somebody has it. */
  private final WeakReference<?>[] given = new WeakReference<?>[2];

  private TokenMask(int words, long[] base, int[] more, int[] ends) {
    this.words = words;
    this.base = base;
    this.more = more;
    this.ends = ends;
  }

  /** A mask of what {@code text} has collected, which is finished here, and of {@code ends}. */
  static TokenMask of(int words, TokenBuffer text, int[] ends) {
    text.finish(words);
    return new TokenMask(words, text.bits(), text.list(), ends);
  }

  /**
   * A bit for each token of the model's vocabulary; the least significant bit of the first word is
   * token 0. Nobody may change it. As long as somebody holds what was given before, it is that
   * object again, so that a step can send it once.
   *
   * @param mayEnd false to leave end tokens out as long as there is text to go on with
   */
  public long[] words(boolean mayEnd) {
    int[] last = ends(mayEnd);
    if (last.length == 0 && more.length == 0 && base != null) {
      return base;
    }
    int slot = last.length == 0 ? 0 : 1;
    if (given[slot] != null && given[slot].get() instanceof long[] known) {
      return known;
    }
    long[] made = base == null ? new long[words] : base.clone();
    set(made, more);
    set(made, last);
    given[slot] = new WeakReference<>(made);
    return made;
  }

  private static void set(long[] bits, int[] tokens) {
    for (int token : tokens) {
      bits[token >> 6] |= 1L << token;
    }
  }

  /**
   * Whether {@code token} may come.
   *
   * @param mayEnd as for {@link #words}
   */
  public boolean has(int token, boolean mayEnd) {
    return (base != null && (base[token >> 6] >> token & 1) == 1)
        || Arrays.stream(more).anyMatch(one -> one == token)
        || Arrays.stream(ends(mayEnd)).anyMatch(one -> one == token);
  }

  private int[] ends(boolean mayEnd) {
    return mayEnd || ends.length == 0 || !hasText() ? ends : NONE;
  }

  private boolean hasText() {
    return more.length > 0 || (base != null && Arrays.stream(base).anyMatch(word -> word != 0));
  }

  int[] ends() {
    return ends;
  }

  /** Bytes that this keeps from being freed, shared ones included. */
  long bytes() {
    long shared = base == null ? 0 : (long) Long.BYTES * base.length;
    return 64 + shared + (long) Integer.BYTES * more.length;
  }
}
