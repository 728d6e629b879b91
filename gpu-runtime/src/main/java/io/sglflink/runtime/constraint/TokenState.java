package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;

/**
 * Where an output stands in its constraint, in tokens. Never changes, so a fork or a step back
 * keeps an earlier one. The engine's thread alone follows it.
 */
public final class TokenState {

  private final TokenMasks masks;

  /** Null after an end token. */
  private final ByteState state;

  private TokenState(TokenMasks masks, ByteState state) {
    this.masks = masks;
    this.state = state;
  }

  /** The state of an output without a token. */
  static TokenState start(TokenMasks masks, ByteState start) {
    return new TokenState(masks, masks.vocabulary().first(start));
  }

  /** Whether the output satisfies the constraint and no token can follow. */
  public boolean complete() {
    return state == null || (state.accepting() && !state.hasNext());
  }

  /** Whether the output satisfies the constraint. */
  public boolean satisfied() {
    return state == null || state.accepting();
  }

  /** Whether an end token completed the output. */
  public boolean ended() {
    return state == null;
  }

  /**
   * The tokens that may come next; call it while the output is not {@link #complete}.
   *
   * @throws io.sglflink.constraint.ConstraintBudgetException when telling them takes too much work
   */
  public TokenMask mask() {
    return masks.mask(state);
  }

  /**
   * The tokens that may come next and after which the shortest end fits the tokens that are left.
   *
   * @param tokensLeft tokens that may still come, the next one included
   */
  public TokenMask mask(int tokensLeft) {
    return mask();
  }

  /** Whether an output that satisfies the constraint can be reached in {@code tokens} tokens. */
  public boolean fits(int tokens) {
    return state == null || state.shortest() <= tokens;
  }

  /**
   * Tokens that must come next whatever the model thinks.
   *
   * @param tokens the sequence's tokens, of which {@code known} count
   */
  public int[] forced(int[] tokens, int known) {
    java.util.stream.IntStream.Builder forced = java.util.stream.IntStream.builder();
    TokenState at = this;
    while (!at.satisfied()) {
      java.util.BitSet mask = java.util.BitSet.valueOf(at.mask().all());
      if (mask.cardinality() != 1) {
        break;
      }
      int token = mask.nextSetBit(0);
      forced.add(token);
      at = at.next(token);
    }
    return forced.build().toArray();
  }

  /**
   * The state after {@code token}.
   *
   * @throws IllegalArgumentException when the mask does not have it
   * @throws io.sglflink.constraint.ConstraintBudgetException when telling it takes too much work
   */
  public TokenState next(int token) {
    if (masks.vocabulary().isEnd(token) && state.accepting()) {
      return new TokenState(masks, null);
    }
    ByteState next = masks.vocabulary().after(state, token);
    if (next == null) {
      throw new IllegalArgumentException("token " + token + " is not one that may come");
    }
    return new TokenState(masks, next);
  }
}
