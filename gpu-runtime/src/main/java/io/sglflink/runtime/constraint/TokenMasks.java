package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import java.util.ArrayList;
import java.util.List;

/** Makes the masks of one constraint's states, and keeps those that were asked for last. */
final class TokenMasks {

  private static final long KEPT_BYTES = 4L << 20;
  private static final int[] NONE = {};

  private final LeafMasks leafMasks;
  private final TokenVocabulary vocabulary;
  private final WeighedCache<ByteState, TokenMask> masks =
      new WeighedCache<>(KEPT_BYTES, TokenMask::bytes);

  /** Short tokens, by what states have in common ({@link ByteState#lookAhead}). */
  private final WeighedCache<ByteState, LeafTokens> alike =
      new WeighedCache<>(KEPT_BYTES, LeafTokens::bytes);

  TokenMasks(LeafMasks leafMasks) {
    this.leafMasks = leafMasks;
    this.vocabulary = leafMasks.vocabulary();
  }

  /**
   * The tokens that may follow.
   *
   * @throws io.sglflink.constraint.ConstraintBudgetException when telling them takes too much work
   */
  TokenMask mask(ByteState state) {
    TokenMask known = masks.get(state);
    if (known == null) {
      state.refill();
      known = make(state, tokens(state));
      masks.put(state, known);
    }
    return known;
  }

  private List<LeafTokens> tokens(ByteState state) {
    List<ByteState> leaves = state.leaves();
    if (leaves.size() == 1 && leaves.get(0).equals(state)) {
      return List.of(whole(state));
    }
    List<LeafTokens> tokens = new ArrayList<>(leaves.size());
    for (ByteState leaf : leaves) {
      tokens.add(leafMasks.of(leaf));
    }
    return tokens;
  }

  private LeafTokens whole(ByteState state) {
    ByteState near = state.lookAhead(TokenVocabulary.SHORT);
    if (near.equals(state)) {
      return leafMasks.ofWhole(state);
    }
    LeafTokens known = alike.get(near);
    if (known == null) {
      known = leafMasks.ofWhole(near);
      alike.put(near, known);
    }
    return known;
  }

  private TokenMask make(ByteState state, List<LeafTokens> leaves) {
    TokenBuffer more = leafMasks.buffer();
    long[] base = null;
    for (LeafTokens leaf : leaves) {
      base = union(base, leaf.bits());
      more.addAll(leaf.few());
      if (leaf.crossings() != null) {
        leaf.crossings().follow(state, more);
      }
    }
    vocabulary.longTokens().follow(state, more);
    int[] ends = state.accepting() ? vocabulary.ends() : NONE;
    return TokenMask.of(vocabulary.words(), base, more, ends);
  }

  private static long[] union(long[] one, long[] other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    long[] union = one.clone();
    for (int i = 0; i < union.length; i++) {
      union[i] |= other[i];
    }
    return union;
  }
}
