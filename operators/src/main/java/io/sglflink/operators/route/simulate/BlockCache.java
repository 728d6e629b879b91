package io.sglflink.operators.route.simulate;

import java.util.HashMap;
import java.util.Map;

/**
 * A slot's cache: a radix tree that forgets the tokens that were not used for longest, a block at a
 * time and never one that others build on.
 */
final class BlockCache {

  private static final int BLOCK = 16;

  private final long capacity;
  private final Node root = new Node(null, null);

  /** Both ends of the order of use: after it the oldest, before it the newest. */
  private final Node uses = new Node(null, null);

  private long used;

  /** An empty cache for {@code capacity} tokens. */
  BlockCache(long capacity) {
    this.capacity = capacity;
    uses.older = uses;
    uses.newer = uses;
  }

  /** How many tokens of a prompt are there; asking is no use of them. */
  int find(SimulatedPrompt prompt) {
    int found = 0;
    Node node = root;
    for (Segment segment : prompt.text()) {
      node = node.children == null ? null : node.children.get(segment.id());
      if (node == null) {
        break;
      }
      found += node.resident;
    }
    return found;
  }

  /** Computes a prompt and its answer; returns how many tokens of the prompt were there. */
  int use(SimulatedPrompt prompt) {
    int found = 0;
    Node node = root;
    for (Segment segment : prompt.text()) {
      node = node.child(segment);
      found += node.resident;
      fill(node);
    }
    node = node.child(prompt.answer());
    fill(node);
    // The deepest first: so a node is always newer than those below it, and the oldest is a leaf.
    for (; node != root; node = node.parent) {
      unlink(node);
      link(node);
    }
    while (used > capacity) {
      shrink(uses.newer);
    }
    return found;
  }

  private void fill(Node node) {
    used += node.segment.tokens() - node.resident;
    node.resident = node.segment.tokens();
  }

  private void shrink(Node leaf) {
    long over = (used - capacity + BLOCK - 1) / BLOCK * BLOCK;
    int freed = (int) Math.min(over, leaf.resident);
    leaf.resident -= freed;
    used -= freed;
    if (leaf.resident == 0) {
      unlink(leaf);
      leaf.parent.children.remove(leaf.segment.id());
    }
  }

  private void link(Node node) {
    node.older = uses.older;
    node.newer = uses;
    uses.older.newer = node;
    uses.older = node;
  }

  private static void unlink(Node node) {
    if (node.newer != null) {
      node.older.newer = node.newer;
      node.newer.older = node.older;
    }
  }

  private static final class Node {
    private final Node parent;
    private final Segment segment;
    private Map<Long, Node> children;
    private int resident;
    private Node older;
    private Node newer;

    Node(Node parent, Segment segment) {
      this.parent = parent;
      this.segment = segment;
    }

    Node child(Segment next) {
      if (children == null) {
        children = new HashMap<>(4);
      }
      return children.computeIfAbsent(next.id(), id -> new Node(this, next));
    }
  }
}
