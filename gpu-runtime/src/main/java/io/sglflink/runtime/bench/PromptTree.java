package io.sglflink.runtime.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The tree of all tokens of a load, and what an engine must do for it at least.
 *
 * <p>A prompt token must be computed once, unless it is the output of a request before; and again
 * by each request that may not reuse it. That sum is the cost of the best order (Zheng et al.,
 * "SGLang", 2024, theorem 3.1), whatever the order in which requests are added here.
 */
final class PromptTree {

  private final Edge root = new Edge(new int[0], 0, 0);
  private long forced;
  private long forcedPairs;
  private long reads;
  private long ownReads;
  private int mostRows;

  /** Tokens {@code from} to {@code to} of {@code tokens}, below what comes before them. */
  private static final class Edge {
    final int[] tokens;
    final int from;
    final Map<Integer, Edge> below;
    int to;

    /** Tokens of the path after this depth are computed by a request whatever is cached. */
    int computedAfter = Integer.MAX_VALUE;

    /** Most decoded tokens of a request whose prompt goes through here. */
    int rows;

    Edge(int[] tokens, int from, int to) {
      this(tokens, from, to, new HashMap<>(2));
    }

    private Edge(int[] tokens, int from, int to, Map<Integer, Edge> below) {
      this.tokens = tokens;
      this.from = from;
      this.to = to;
      this.below = below;
    }

    void split(int at) {
      Edge lower = new Edge(tokens, at, to, new HashMap<>(below));
      lower.computedAfter = computedAfter;
      lower.rows = rows;
      below.clear();
      below.put(tokens[at], lower);
      to = at;
    }
  }

  /** Adds a request and what it drew. */
  void add(Call call, int[] output) {
    int prompt = call.prompt().length;
    // The last token drawn is never computed.
    int rows = Math.max(0, output.length - 1);
    int[] whole = Prompts.join(call.prompt(), output);
    insert(whole, prompt, call.reusable(), rows);
    insert(whole, prompt + rows, prompt, 0);
    forced += prompt - call.reusable();
    forcedPairs += pairs(call.reusable(), prompt);
    reads += (long) rows * prompt;
    ownReads += pairs(0, rows);
    mostRows = Math.max(mostRows, rows);
  }

  private void insert(int[] tokens, int length, int computedAfter, int rows) {
    Edge edge = root;
    int depth = 0;
    while (depth < length) {
      Edge next = edge.below.get(tokens[depth]);
      if (next == null) {
        next = new Edge(tokens, depth, length);
        edge.below.put(tokens[depth], next);
      }
      int end = depth + 1;
      while (end < length && end < next.to && next.tokens[end] == tokens[end]) {
        end++;
      }
      if (end < next.to) {
        next.split(end);
      }
      next.computedAfter = Math.min(next.computedAfter, computedAfter);
      next.rows = Math.max(next.rows, rows);
      depth = end;
      edge = next;
    }
  }

  /** Sums {@code term} over all edges. */
  private long sum(ToLongFunction<Edge> term) {
    long sum = 0;
    Deque<Edge> open = new ArrayDeque<>(root.below.values());
    while (!open.isEmpty()) {
      Edge edge = open.pop();
      open.addAll(edge.below.values());
      sum += term.applyAsLong(edge);
    }
    return sum;
  }

  /** The end of the part of {@code edge} that no request computes of itself. */
  private static int unclaimedEnd(Edge edge) {
    return Math.max(edge.from, Math.min(edge.to, edge.computedAfter));
  }

  /** Prompt tokens that must be computed. */
  long prefill() {
    return forced + sum(edge -> unclaimedEnd(edge) - edge.from);
  }

  /** Pairs of a prompt token that must be computed and a token that it attends to. */
  long prefillPairs() {
    return forcedPairs + sum(edge -> pairs(edge.from, unclaimedEnd(edge)));
  }

  /** Tokens whose keys and values decode rows read, each request for itself. */
  long reads() {
    return reads + ownReads;
  }

  /** Those tokens when a prompt token is read once for all requests that decode side by side. */
  long readsOfTree() {
    return ownReads + sum(edge -> (long) edge.rows * (edge.to - edge.from));
  }

  /** Decode rows of the request that has most of them. */
  int mostRows() {
    return mostRows;
  }

  /**
   * What the tokens at depths over {@code from} up to {@code to} attend to, themselves included.
   */
  private static long pairs(long from, long to) {
    return (to * (to + 1) - from * (from + 1)) / 2;
  }
}
