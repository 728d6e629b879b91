package io.sglflink.runtime.engine;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node of the tree of waiting tokens. Its edge is a slice of some request's own tokens.
 *
 * <p>Children are served in the order in which they came, those first whose tokens were cached by
 * then. A child stays until nobody waits in it, and new ones come behind it, so going to the first
 * child from the top again and again is a depth-first walk that remembers where it is.
 */
final class WaitingNode {

  private final Map<Object, WaitingNode> cached = new LinkedHashMap<>();
  private final Map<Object, WaitingNode> others = new LinkedHashMap<>();
  private final TreeMap<Long, Sequence> ending = new TreeMap<>();
  private final int[] tokens;
  private final int to;
  private WaitingNode parent;
  private Object key;
  private int from;
  private int waiting;

  /**
   * @param key what tells it from its siblings: its first token, or its name when it has none
   */
  private WaitingNode(WaitingNode parent, Object key, int[] tokens, int from, int to) {
    this.parent = parent;
    this.key = key;
    this.tokens = tokens;
    this.from = from;
    this.to = to;
  }

  /** The top of a tree. */
  static WaitingNode root() {
    return new WaitingNode(null, "", new int[0], 0, 0);
  }

  /** How many wait here and below. */
  int waiting() {
    return waiting;
  }

  /** The node without tokens called {@code name} right below this one. */
  WaitingNode named(String name) {
    WaitingNode child = child(name);
    return child != null ? child : adopt(new WaitingNode(this, name, tokens, 0, 0), others);
  }

  /**
   * The node at which the first {@code length} tokens of {@code sequence} end, from this one on;
   * made where there is none.
   *
   * @param cachedTokens how many of {@code sequence} are cached
   */
  WaitingNode place(int[] sequence, int length, int cachedTokens) {
    WaitingNode node = this;
    int position = 0;
    while (position < length) {
      WaitingNode child = node.child(sequence[position]);
      if (child == null) {
        Map<Object, WaitingNode> siblings = cachedTokens > position ? node.cached : node.others;
        return node.adopt(
            new WaitingNode(node, sequence[position], sequence, position, length), siblings);
      }
      int common = child.common(sequence, position, length);
      node = common < child.to - child.from ? child.split(common) : child;
      position += common;
    }
    return node;
  }

  void add(Sequence sequence) {
    ending.put(sequence.ticket(), sequence);
    for (WaitingNode node = this; node != null; node = node.parent) {
      node.waiting++;
    }
  }

  /** Takes out the sequence with that ticket, and every node in which nobody waits then. */
  void remove(long ticket) {
    ending.remove(ticket);
    for (WaitingNode node = this; node != null; node = node.parent) {
      if (--node.waiting == 0 && node.parent != null) {
        node.parent.siblings(node.key).remove(node.key);
      }
    }
  }

  /** The sequence with that ticket, which ends here. */
  Sequence get(long ticket) {
    return ending.get(ticket);
  }

  /** The sequence to serve first; somebody must be waiting here or below. */
  Sequence first() {
    WaitingNode node = this;
    // What ends here comes first: all that waits below can use it.
    while (node.ending.isEmpty()) {
      Iterator<WaitingNode> children =
          (node.cached.isEmpty() ? node.others : node.cached).values().iterator();
      node = children.next();
    }
    return node.ending.firstEntry().getValue();
  }

  private WaitingNode child(Object childKey) {
    return siblings(childKey).get(childKey);
  }

  private Map<Object, WaitingNode> siblings(Object childKey) {
    return cached.containsKey(childKey) ? cached : others;
  }

  private WaitingNode adopt(WaitingNode child, Map<Object, WaitingNode> siblings) {
    siblings.put(child.key, child);
    return child;
  }

  private int common(int[] sequence, int at, int length) {
    int end = Math.min(length, at + to - from);
    int mismatch = Arrays.mismatch(tokens, from, to, sequence, at, end);
    return mismatch < 0 ? to - from : mismatch;
  }

  /** Cuts the edge after {@code length} tokens and returns the upper part, in the same place. */
  private WaitingNode split(int length) {
    WaitingNode upper = new WaitingNode(parent, key, tokens, from, from + length);
    upper.waiting = waiting;
    parent.siblings(key).put(key, upper);
    parent = upper;
    from += length;
    key = tokens[from];
    upper.adopt(this, upper.others);
    return upper;
  }
}
