package io.sglflink.runtime.constraint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.constraint.ByteState;
import io.sglflink.runtime.constraint.TokenConstraints.Rules;

/**
 * Where an output stands in its constraint, in tokens. Never changes, so a fork or a step back
 * keeps an earlier one. One thread at a time follows all states of one {@link TokenConstraints}: in
 * the engine its own.
 *
 * <p>Methods throw {@link io.sglflink.constraint.ConstraintBudgetException} when following the
 * constraint takes too much work.
 */
public final class TokenState {

  private static final int REFILLED_AFTER = 256;
  private static final int[] NONE = {};

  private final Rules rules;

  /** Null after an end token. */
  private final ByteState state;

  TokenState(Rules rules, ByteState state) {
    this.rules = rules;
    this.state = state;
  }

  /** Whether the output satisfies the constraint as it is. */
  public boolean satisfied() {
    return state == null || state.accepting();
  }

  /**
   * Whether the output would satisfy the constraint if {@code text} followed; not to be asked after
   * an end token.
   */
  public boolean satisfiedAfter(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    ByteState after = TokenVocabulary.decoded(state);
    for (int i = 0; i < bytes.length && after != null; i++) {
      if (i % REFILLED_AFTER == 0) {
        after.refill();
      }
      after = after.next(bytes[i] & 0xff);
    }
    return after != null && after.accepting();
  }

  /** Whether the output satisfies the constraint and no token can follow. */
  public boolean complete() {
    return state == null || (state.accepting() && !state.hasNext());
  }

  /** Whether an end token completed the output. */
  public boolean ended() {
    return state == null;
  }

  /** The tokens that may come next; not to be asked after an end token. */
  public TokenMask mask() {
    return rules.masks().mask(state);
  }

  /**
   * The tokens that may come next when the output is to satisfy the constraint with {@code
   * tokensLeft} further ones at most: those after which it still can. Where {@link #fits} said so
   * before, there is one, or the output is satisfied already.
   *
   * @param tokensLeft at least 1
   */
  public TokenMask mask(int tokensLeft) {
    return rules.completion().mask(state, tokensLeft, mask());
  }

  /**
   * Whether the output is known to satisfy the constraint after {@code tokens} further ones at
   * most. An end token is not among them: the output is satisfied before it.
   */
  public boolean fits(int tokens) {
    return needed() <= tokens;
  }

  /**
   * How many tokens are known to be enough to satisfy the constraint; {@link Integer#MAX_VALUE}
   * where no end is known.
   */
  public int needed() {
    return state == null ? 0 : rules.completion().need(state);
  }

  /**
   * Tokens that must come next whatever the model thinks, as the tokenizer itself writes them;
   * often none. {@link #next} takes them one by one.
   *
   * @param tokens the sequence so far, prompt and output, in its first {@code known} elements
   */
  public int[] forced(int[] tokens, int known) {
    return state == null ? NONE : rules.forced().after(state, tokens, known);
  }

  /**
   * The state after {@code token}.
   *
   * @throws IllegalArgumentException when the mask does not have it
   */
  public TokenState next(int token) {
    if (state.accepting() && rules.vocabulary().isEnd(token)) {
      return new TokenState(rules, null);
    }
    ByteState next = rules.vocabulary().after(state, token);
    if (next == null) {
      throw new IllegalArgumentException("token " + token + " is not one that may come");
    }
    return new TokenState(rules, next);
  }
}
