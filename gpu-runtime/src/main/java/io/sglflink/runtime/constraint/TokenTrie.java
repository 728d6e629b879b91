package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ByteState;
import java.util.Arrays;
import java.util.List;

/**
 * Tokens by their bytes, as flat arrays in depth-first order: a byte that cannot follow skips
 * everything below it.
 */
final class TokenTrie {

  private static final int NO_TOKEN = -1;

  /** Depth over the byte's eight bits. */
  private int[] edges = new int[1024];

  private int[] tokens = new int[1024];

  /** The node after the last one below each node. */
  private int[] ends = new int[1024];

  private int size;
  private int deepest;

  /** A token and what it writes, at least one byte. */
  record Entry(int token, byte[] bytes) {}

  TokenTrie(List<Entry> entries) {
    byte[] last = {};
    int[] open = new int[1 + entries.stream().mapToInt(e -> e.bytes().length).max().orElse(0)];
    List<Entry> sorted =
        entries.stream().sorted((a, b) -> Arrays.compareUnsigned(a.bytes(), b.bytes())).toList();
    for (Entry entry : sorted) {
      byte[] bytes = entry.bytes();
      int mismatch = Arrays.mismatch(last, bytes);
      // A token that writes what another does gets a node beside that one's.
      int common = mismatch < 0 ? bytes.length - 1 : mismatch;
      close(open, common, last.length);
      for (int depth = common; depth < bytes.length; depth++) {
        open[depth] = size;
        add(depth, bytes[depth] & 0xff);
      }
      tokens[size - 1] = entry.token();
      last = bytes;
    }
    close(open, 0, last.length);
  }

  private void close(int[] open, int from, int to) {
    for (int depth = from; depth < to; depth++) {
      ends[open[depth]] = size;
    }
  }

  private void add(int depth, int value) {
    if (size == edges.length) {
      edges = Arrays.copyOf(edges, 2 * size);
      tokens = Arrays.copyOf(tokens, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    edges[size] = depth << 8 | value;
    tokens[size++] = NO_TOKEN;
    deepest = Math.max(deepest, depth + 1);
  }

  /** Sets the bit of every token whose bytes may follow {@code start}. */
  void allow(ByteState start, long[] mask) {
    ByteState[] path = new ByteState[deepest + 1];
    path[0] = start;
    int node = 0;
    while (node < size) {
      int depth = edges[node] >>> 8;
      ByteState next = path[depth].next(edges[node] & 0xff);
      if (next == null) {
        node = ends[node];
        continue;
      }
      path[depth + 1] = next;
      int token = tokens[node];
      if (token != NO_TOKEN) {
        mask[token >> 6] |= 1L << token;
      }
      node++;
    }
  }
}
