package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import java.util.Arrays;

/**
 * Tokens that leave a leaf where a text of its may end: whether they may come, only the state with
 * everything below the leaf knows.
 *
 * <p>The ways through a trie of tokens to where the leaf is left, in the trie's order and form;
 * what is below is looked up in the trie.
 */
final class Crossings {

  private static final int ON_THE_WAY = -1;

  private final TokenTrie trie;
  private int[] edges = new int[16];

  /** The trie's node at which the leaf is left, or {@link #ON_THE_WAY}. */
  private int[] exits = new int[16];

  private int[] ends = new int[16];
  private int size;

  /** By depth the nodes that more may be added below. */
  private final int[] open;

  private int opened;

  Crossings(TokenTrie trie) {
    this.trie = trie;
    this.open = new int[trie.deepest()];
  }

  boolean isEmpty() {
    return size == 0;
  }

  long bytes() {
    return 3L * Integer.BYTES * edges.length;
  }

  /** Ends what was added at {@code depth} and deeper. */
  void back(int depth) {
    while (opened > depth) {
      ends[open[--opened]] = size;
    }
  }

  /**
   * Adds what is at and below {@code node}.
   *
   * @param way the nodes above it, {@code depth} of them
   */
  void add(int[] way, int depth, int node) {
    while (opened < depth) {
      open[opened] = size;
      append(trie.edge(way[opened++]), ON_THE_WAY);
    }
    append(trie.edge(node), node);
    ends[size - 1] = size;
  }

  private void append(int edge, int exit) {
    if (size == edges.length) {
      edges = Arrays.copyOf(edges, 2 * size);
      exits = Arrays.copyOf(exits, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    edges[size] = edge;
    exits[size++] = exit;
  }

  /** Those of the tokens that may follow {@code state}. */
  void follow(ByteState state, TokenSink to) {
    ByteState[] path = trie.path(state);
    int node = 0;
    while (node < size) {
      int exit = exits[node];
      if (exit != ON_THE_WAY) {
        trie.follow(exit, trie.end(exit), path, to);
        node++;
        continue;
      }
      int depth = edges[node] >>> 8;
      ByteState next = path[depth].next(edges[node] & 0xff);
      if (next == null) {
        node = ends[node];
        continue;
      }
      path[depth + 1] = next;
      node++;
    }
  }
}
