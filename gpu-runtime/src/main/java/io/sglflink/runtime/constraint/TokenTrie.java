package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import java.util.Arrays;
import java.util.List;

/**
 * Tokens by their bytes, as flat arrays in depth-first order: a byte that cannot follow skips
 * everything below it. Immutable.
 */
final class TokenTrie {

  /** Depth over the byte's eight bits. */
  private int[] edges = new int[1024];

  /** The tokens in the nodes' order. */
  private final int[] tokens;

  /** How many tokens there are before each node; a node with a token has one more behind it. */
  private int[] tokensBefore = new int[1024];

  /** The node after the last one below each node. */
  private int[] ends = new int[1024];

  /** The bytes below each node, as {@link ByteGroups}. */
  private final long[] below;

  private int size;
  private int deepest;

  /** A token and what it writes, at least one byte. */
  record Entry(int token, byte[] bytes) {}

  TokenTrie(List<Entry> entries) {
    byte[] last = {};
    int[] open = new int[1 + entries.stream().mapToInt(e -> e.bytes().length).max().orElse(0)];
    List<Entry> sorted =
        entries.stream().sorted((a, b) -> Arrays.compareUnsigned(a.bytes(), b.bytes())).toList();
    this.tokens = sorted.stream().mapToInt(Entry::token).toArray();
    for (int token = 0; token < tokens.length; token++) {
      byte[] bytes = sorted.get(token).bytes();
      int mismatch = Arrays.mismatch(last, bytes);
      // A token that writes what another does gets a node beside that one's.
      int common = mismatch < 0 ? bytes.length - 1 : mismatch;
      close(open, common, last.length);
      for (int depth = common; depth < bytes.length; depth++) {
        open[depth] = size;
        add(depth, bytes[depth] & 0xff, token);
      }
      last = bytes;
    }
    close(open, 0, last.length);
    tokensBefore[size] = tokens.length;
    this.below = below();
  }

  private long[] below() {
    long[] all = new long[size];
    for (int node = size - 1; node >= 0; node--) {
      for (int child = node + 1; child < ends[node]; child = ends[child]) {
        all[node] |= all[child] | ByteGroups.of(edges[child] & 0xff);
      }
    }
    return all;
  }

  private void close(int[] open, int from, int to) {
    for (int depth = from; depth < to; depth++) {
      ends[open[depth]] = size;
    }
  }

  private void add(int depth, int value, int before) {
    // One more for the number behind the last node.
    if (size + 1 == edges.length) {
      edges = Arrays.copyOf(edges, 2 * edges.length);
      tokensBefore = Arrays.copyOf(tokensBefore, 2 * tokensBefore.length);
      ends = Arrays.copyOf(ends, 2 * ends.length);
    }
    edges[size] = depth << 8 | value;
    tokensBefore[size++] = before;
    deepest = Math.max(deepest, depth + 1);
  }

  /** Nodes, the first of which is 0. */
  int size() {
    return size;
  }

  /** Bytes of the longest token. */
  int deepest() {
    return deepest;
  }

  /** Depth of {@code node} over the byte's eight bits. */
  int edge(int node) {
    return edges[node];
  }

  /** The node after the last one below {@code node}: its sibling, if it has the same depth. */
  int end(int node) {
    return ends[node];
  }

  private boolean hasToken(int node) {
    return tokensBefore[node + 1] > tokensBefore[node];
  }

  /** Sets or clears the tokens from node {@code from} to the one before {@code until}. */
  void put(int from, int until, boolean may, long[] bits) {
    for (int i = tokensBefore[from]; i < tokensBefore[until]; i++) {
      long bit = 1L << tokens[i];
      int word = tokens[i] >> 6;
      bits[word] = may ? bits[word] | bit : bits[word] & ~bit;
    }
  }

  /** A place for the states on the way to a node, of which {@code start} is the first. */
  ByteState[] path(ByteState start) {
    ByteState[] path = new ByteState[deepest + 1];
    path[0] = start;
    return path;
  }

  /** Every token whose bytes may follow {@code start}. */
  void follow(ByteState start, TokenSink to) {
    follow(0, size, path(start), to);
  }

  /**
   * Every token from node {@code from} to the one before {@code until} that may come.
   *
   * @param path by depth the states before these nodes
   */
  void follow(int from, int until, ByteState[] path, TokenSink to) {
    Loops loops = new Loops();
    int node = from;
    while (node < until) {
      int depth = edges[node] >>> 8;
      ByteState next = path[depth].next(edges[node] & 0xff);
      if (next == null) {
        node = ends[node];
        continue;
      }
      path[depth + 1] = next;
      node = add(node, path[depth], next, loops, to);
    }
  }

  /**
   * Every token that stays within {@code leaf}.
   *
   * @return the tokens that leave it where a text of its may end
   */
  Crossings split(ByteState leaf, TokenSink to) {
    Crossings crossings = new Crossings(this);
    Loops loops = new Loops();
    ByteState[] path = path(leaf);
    boolean[] leaves = new boolean[256];
    for (int value = 0; value < leaves.length; value++) {
      leaves[value] = leaf.mayBeLeftWith(value);
    }
    // By depth whether the leaf may have been left on the way.
    boolean[] left = new boolean[deepest + 1];
    int[] way = new int[deepest];
    int node = 0;
    while (node < size) {
      int depth = edges[node] >>> 8;
      crossings.back(depth);
      int value = edges[node] & 0xff;
      boolean leaving = left[depth] || (leaves[value] && depth > 0 && path[depth].accepting());
      ByteState next = path[depth].next(value);
      if (next == null) {
        if (leaving) {
          crossings.add(way, depth, node);
        }
        node = ends[node];
        continue;
      }
      path[depth + 1] = next;
      left[depth + 1] = leaving;
      way[depth] = node;
      node = add(node, path[depth], next, loops, to);
    }
    crossings.back(0);
    return crossings;
  }

  /**
   * Adds the token of {@code node}, and all below where every byte there leads from {@code after}
   * to itself.
   *
   * @return the node to go on with
   */
  private int add(int node, ByteState before, ByteState after, Loops loops, TokenSink to) {
    int until = after == before && loops.have(after, below[node]) ? ends[node] : node + 1;
    if (tokensBefore[until] > tokensBefore[node]) {
      to.add(tokens, tokensBefore[node], tokensBefore[until], after);
    }
    return until;
  }

  /** The bytes that lead from the state that was asked for last to itself. */
  private static final class Loops {
    private ByteState state;
    private long values;

    boolean have(ByteState asked, long some) {
      if (asked != state) {
        state = asked;
        values = ByteGroups.loops(asked);
      }
      return (some & ~values) == 0;
    }
  }

  /** Takes a token that a text goes on with. */
  interface Along {

    /** One of {@code length} bytes. */
    void add(int token, int length);
  }

  /** Every token that {@code text} goes on with at {@code from}. */
  void along(byte[] text, int from, Along to) {
    int node = 0;
    int until = size;
    int depth = 0;
    while (node < until && from + depth < text.length) {
      if ((edges[node] & 0xff) != (text[from + depth] & 0xff)) {
        node = ends[node];
        continue;
      }
      if (hasToken(node)) {
        to.add(tokens[tokensBefore[node]], depth + 1);
      }
      // One without nodes below may stand before others that write the same.
      if (ends[node] > node + 1) {
        until = ends[node];
        depth++;
      }
      node++;
    }
  }

  /**
   * Whether a token begins with {@code text} from {@code from} on, is longer, and goes on with what
   * may follow {@code state}.
   */
  boolean spans(byte[] text, int from, ByteState state) {
    int node = 0;
    int until = size;
    int depth = 0;
    while (node < until && from + depth < text.length) {
      boolean same = (edges[node] & 0xff) == (text[from + depth] & 0xff);
      if (same && ends[node] > node + 1) {
        until = ends[node];
        depth++;
        node++;
      } else {
        node = ends[node];
      }
    }
    return from + depth == text.length && firstBelow(node, until, depth, state);
  }

  private boolean firstBelow(int from, int until, int above, ByteState state) {
    ByteState[] path = new ByteState[deepest + 1];
    path[above] = state;
    for (int node = from; node < until; ) {
      int depth = edges[node] >>> 8;
      ByteState next = path[depth].next(edges[node] & 0xff);
      if (next != null && hasToken(node)) {
        return true;
      }
      path[depth + 1] = next;
      node = next == null ? ends[node] : node + 1;
    }
    return false;
  }
}
