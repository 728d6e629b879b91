package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the tokens of a leaf from those of another that it mostly goes over to: only where the two
 * go different ways the trie is walked. A string that must not be one of some names is like any
 * other string, but for the way along the names.
 */
final class Deviations {

  /** Bytes that are asked where they lead: those that most tokens begin with. */
  private static final int FIRST = ' ';

  private static final int LAST = '~';

  private final TokenTrie trie;
  private final long[] bits;
  private final Crossings crossings;

  private Deviations(TokenTrie trie, long[] bits) {
    this.trie = trie;
    this.bits = bits;
    this.crossings = new Crossings(trie);
  }

  /** The leaf to which most bytes lead, over and over; null where there is no such leaf. */
  static ByteState like(ByteState leaf) {
    ByteState like = null;
    int ahead = 0;
    for (int value = FIRST; value <= LAST; value++) {
      ByteState next = leaf.next(value);
      if (ahead == 0) {
        like = next;
      }
      ahead += next == like ? 1 : -1;
    }
    if (like == null || like == leaf) {
      return null;
    }
    int same = 0;
    for (int value = FIRST; value <= LAST; value++) {
      same += leaf.next(value) == like && like.next(value) == like ? 1 : 0;
    }
    return 2 * same > LAST - FIRST ? like : null;
  }

  /**
   * The tokens of {@code leaf}.
   *
   * @param known the tokens of {@code like}; they become its own where it goes the same way
   */
  static LeafTokens of(
      TokenTrie trie, ByteState leaf, ByteState like, LeafTokens known, int words) {
    Deviations deviations = new Deviations(trie, known.words(words));
    deviations.walk(leaf, like);
    // More crossings than the leaf has do no harm: the state that is below decides.
    List<Crossings> all = new ArrayList<>(known.crossings());
    if (!deviations.crossings.isEmpty()) {
      all.add(deviations.crossings);
    }
    return new LeafTokens(deviations.bits, LeafTokens.NONE, List.copyOf(all));
  }

  private void walk(ByteState leaf, ByteState like) {
    Way way = new Way(leaf);
    Way other = new Way(like);
    int[] nodes = new int[trie.deepest()];
    int node = 0;
    while (node < trie.size()) {
      int depth = trie.edge(node) >>> 8;
      int value = trie.edge(node) & 0xff;
      crossings.back(depth);
      ByteState next = way.go(depth, value);
      ByteState there = other.go(depth, value);
      boolean leaves = way.left[depth + 1] && !other.left[depth + 1];
      if (next == there && !leaves) {
        node = trie.end(node);
      } else if (next == null) {
        trie.put(node, trie.end(node), false, bits);
        if (way.left[depth + 1] && (there != null || leaves)) {
          crossings.add(nodes, depth, node);
        }
        node = trie.end(node);
      } else {
        nodes[depth] = node;
        trie.put(node, node + 1, true, bits);
        node++;
      }
    }
    crossings.back(0);
  }

  /** A leaf's states on the way to a node. */
  private final class Way {
    private final boolean[] leaving = new boolean[256];

    /** By depth; null below where the leaf does not go. */
    private final ByteState[] states = trie.path(null);

    /** By depth whether the leaf may have been left on the way. */
    private final boolean[] left = new boolean[states.length];

    Way(ByteState leaf) {
      states[0] = leaf;
      for (int value = 0; value < leaving.length; value++) {
        leaving[value] = leaf.mayBeLeftWith(value);
      }
    }

    ByteState go(int depth, int value) {
      ByteState at = states[depth];
      left[depth + 1] =
          left[depth] || (at != null && leaving[value] && depth > 0 && at.accepting());
      states[depth + 1] = at == null ? null : at.next(value);
      return states[depth + 1];
    }
  }
}
