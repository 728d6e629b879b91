package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import io.sglflink.runtime.constraint.TokenVocabulary.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * The tokens of leaves, kept as long as there is room. Belongs to one thread.
 *
 * <p>Tokens are taken slice by slice: for short ones more leaves are alike ({@link
 * ByteState#lookAhead}), so that one that counts to 20 shares nearly all tokens with one that
 * counts to 19.
 */
final class LeafMasks {

  private final TokenVocabulary vocabulary;
  private final boolean nested;
  private final TokenBuffer all = new TokenBuffer();
  private final TokenBuffer part = new TokenBuffer();
  private final WeighedCache<ByteState, LeafTokens> leaves;

  private final List<WeighedCache<ByteState, LeafTokens>> slices;

  /**
   * @param nested whether what leaves a leaf may still come; not so where it is all of a constraint
   * @param bytes how much is kept
   */
  LeafMasks(TokenVocabulary vocabulary, boolean nested, long bytes) {
    this.vocabulary = vocabulary;
    this.nested = nested;
    this.leaves = new WeighedCache<>(bytes / 2, LeafTokens::bytes);
    this.slices =
        vocabulary.slices().stream()
            .map(slice -> new WeighedCache<ByteState, LeafTokens>(bytes / 8, LeafTokens::bytes))
            .toList();
  }

  LeafTokens of(ByteState leaf) {
    ByteState near = leaf.lookAhead(vocabulary.longest());
    LeafTokens known = leaves.get(near);
    if (known == null) {
      known = make(near);
      leaves.put(near, known);
    }
    return known;
  }

  private LeafTokens make(ByteState leaf) {
    all.clear();
    List<Crossings> crossings = new ArrayList<>();
    if (leaf.lookAhead(vocabulary.slices().get(0).bytes()).equals(leaf)) {
      // It counts nothing, so nothing is gained by slices.
      ByteState like = nested ? Deviations.like(leaf) : null;
      if (like != null) {
        return Deviations.of(vocabulary.trie(), leaf, like, of(like), vocabulary.words());
      }
      walk(vocabulary.trie(), leaf, all, crossings);
      return LeafTokens.of(all, vocabulary.words(), crossings);
    }
    for (int i = 0; i < slices.size(); i++) {
      Slice slice = vocabulary.slices().get(i);
      LeafTokens some = ofSlice(leaf.lookAhead(slice.bytes()), slice, slices.get(i));
      all.add(some.bits());
      all.add(some.few());
      crossings.addAll(some.crossings());
    }
    return LeafTokens.of(all, vocabulary.words(), crossings);
  }

  private LeafTokens ofSlice(
      ByteState near, Slice slice, WeighedCache<ByteState, LeafTokens> kept) {
    LeafTokens known = kept.get(near);
    if (known == null) {
      List<Crossings> crossings = new ArrayList<>();
      part.clear();
      walk(slice.trie(), near, part, crossings);
      known = LeafTokens.of(part, vocabulary.words(), crossings);
      kept.put(near, known);
    }
    return known;
  }

  private void walk(TokenTrie trie, ByteState leaf, TokenBuffer inside, List<Crossings> crossings) {
    if (!nested) {
      trie.follow(leaf, inside);
      return;
    }
    Crossings leaving = trie.split(leaf, inside);
    if (!leaving.isEmpty()) {
      crossings.add(leaving);
    }
  }
}
