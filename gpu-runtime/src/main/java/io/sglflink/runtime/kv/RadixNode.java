package io.sglflink.runtime.kv;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A node of the radix tree: a run of tokens whose keys and values are cached, below those of its
 * parent. Only {@link RadixTree} changes it.
 */
final class RadixNode {

  final Map<Integer, RadixNode> children = new HashMap<>();
  RadixNode parent;
  int[] tokens;
  List<Extent> extents;

  /** Requests that hold this node or one below it. */
  int locks;

  /** Time of the last use, from the tree's own clock. */
  long lastUse;

  RadixNode(RadixNode parent, int[] tokens, List<Extent> extents, long lastUse) {
    this.parent = parent;
    this.tokens = tokens;
    this.extents = extents;
    this.lastUse = lastUse;
  }

  boolean isRoot() {
    return parent == null;
  }

  /** Whether it may be evicted: cached, unlocked, and nothing hangs on it. */
  boolean isEvictable() {
    return !isRoot() && locks == 0 && children.isEmpty();
  }
}
