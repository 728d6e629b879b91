package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;

/** The tokens of leaves, kept for all constraints of a vocabulary. Belongs to one thread. */
final class LeafMasks {

  private static final long KEPT_BYTES = 64L << 20;

  private final TokenVocabulary vocabulary;
  private final TokenBuffer buffer = new TokenBuffer();
  private final WeighedCache<ByteState, LeafTokens> leaves =
      new WeighedCache<>(KEPT_BYTES, LeafTokens::bytes);

  LeafMasks(TokenVocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  TokenVocabulary vocabulary() {
    return vocabulary;
  }

  /** A buffer for whoever fills and empties it before asking for anything else here. */
  TokenBuffer buffer() {
    buffer.clear();
    return buffer;
  }

  /** The short tokens in the middle of a leaf with something below it. */
  LeafTokens of(ByteState leaf) {
    ByteState near = leaf.lookAhead(TokenVocabulary.SHORT);
    LeafTokens known = leaves.get(near);
    if (known == null) {
      TokenBuffer inside = buffer();
      Crossings crossings = vocabulary.shortTokens().split(near, inside);
      known = LeafTokens.of(inside, vocabulary.words(), crossings);
      leaves.put(near, known);
    }
    return known;
  }

  /** The short tokens that may follow {@code state}, of which nobody else knows more. */
  LeafTokens ofWhole(ByteState state) {
    TokenBuffer inside = buffer();
    vocabulary.shortTokens().follow(state, inside);
    return LeafTokens.of(inside, vocabulary.words(), null);
  }
}
