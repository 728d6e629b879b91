package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import io.sglflink.runtime.BoundedCache;
import java.util.Arrays;

/** Makes the masks of one constraint's states, and keeps those that were asked for last. */
final class TokenMasks {

  private static final int KEPT = 128;

  private final TokenVocabulary vocabulary;
  private final BoundedCache<ByteState, TokenMask> masks = new BoundedCache<>(KEPT);

  /** Masks of short tokens, by what states have in common ({@link ByteState#lookAhead}). */
  private final BoundedCache<ByteState, long[]> shortMasks = new BoundedCache<>(KEPT);

  TokenMasks(TokenVocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  TokenVocabulary vocabulary() {
    return vocabulary;
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
    state.refill();
    ByteState near = state.lookAhead(TokenVocabulary.SHORT);
    long[] common = shortMasks.get(near);
    if (common == null) {
      common = vocabulary.shortTokens(near);
      shortMasks.put(near, common);
    }
    long[] own = vocabulary.withLongTokens(state, common);
    // A step sends masks that are one object once.
    long[] text = Arrays.equals(own, common) ? common : own;
    return new TokenMask(text, state.accepting() ? vocabulary.withEnds(text) : text);
  }
}
