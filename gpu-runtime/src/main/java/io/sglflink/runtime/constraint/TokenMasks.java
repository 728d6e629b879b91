package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import java.util.List;

/** Makes the masks of one constraint's states, and keeps those that were asked for last. */
final class TokenMasks {

  private static final long KEPT_BYTES = 4L << 20;
  private static final int[] NONE = {};

  private final TokenVocabulary vocabulary;
  private final LeafMasks nested;
  private final LeafMasks whole;
  private final TokenBuffer buffer = new TokenBuffer();
  private final WeighedCache<ByteState, TokenMask> masks =
      new WeighedCache<>(KEPT_BYTES, TokenMask::bytes);

  /**
   * @param nested the leaves that this constraint shares with others
   */
  TokenMasks(TokenVocabulary vocabulary, LeafMasks nested) {
    this.vocabulary = vocabulary;
    this.nested = nested;
    this.whole = new LeafMasks(vocabulary, false, KEPT_BYTES);
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
    buffer.clear();
    List<ByteState> leaves = state.leaves();
    if (isWhole(state, leaves)) {
      add(whole.of(state));
    } else {
      for (ByteState leaf : leaves) {
        LeafTokens tokens = nested.of(leaf);
        add(tokens);
        tokens.crossings().forEach(crossings -> crossings.follow(state, buffer));
      }
    }
    return TokenMask.of(vocabulary.words(), buffer, state.accepting() ? vocabulary.ends() : NONE);
  }

  /** Whether {@code state} has nothing below its only leaf. */
  static boolean isWhole(ByteState state, List<ByteState> leaves) {
    return leaves.size() == 1 && leaves.get(0).equals(state);
  }

  private void add(LeafTokens tokens) {
    buffer.add(tokens.bits());
    buffer.add(tokens.few());
  }
}
