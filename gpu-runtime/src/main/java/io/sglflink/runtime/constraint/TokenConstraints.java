package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;

/**
 * Follows constraints in the tokens of one vocabulary. What it hands out belongs, all together, to
 * one thread at a time: constraints share the masks of what they have in common.
 */
public final class TokenConstraints {

  /** What is kept of leaves. */
  private static final long KEPT_BYTES = 64L << 20;

  private final TokenVocabulary vocabulary;

  private final LeafMasks nested;
  private final CanonicalSplit canonical;

  /** Follows constraints in {@code vocabulary}'s tokens; {@code splitter} is its tokenizer. */
  public TokenConstraints(TokenVocabulary vocabulary, TextSplitter splitter) {
    this.vocabulary = vocabulary;
    this.nested = new LeafMasks(vocabulary, true, KEPT_BYTES);
    this.canonical = new CanonicalSplit(vocabulary, splitter);
  }

  /** False where no tokens write a text of the constraint that begins at {@code start}. */
  public boolean canWrite(ByteState start) {
    return Spelling.isPossible(vocabulary, vocabulary.first(start));
  }

  /** The state of an output without a token, under the constraint that begins at {@code start}. */
  public TokenState start(ByteState start) {
    Rules rules =
        new Rules(
            vocabulary,
            new TokenMasks(vocabulary, nested),
            new ForcedTokens(vocabulary, canonical),
            new Completion(vocabulary));
    return new TokenState(rules, vocabulary.first(start));
  }

  /** What one constraint's states ask. */
  record Rules(
      TokenVocabulary vocabulary, TokenMasks masks, ForcedTokens forced, Completion completion) {}
}
