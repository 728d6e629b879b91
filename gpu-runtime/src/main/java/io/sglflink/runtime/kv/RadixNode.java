package io.sglflink.runtime.kv;

import io.sglflink.runtime.kv.EvictionPolicy.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A node of the radix tree: a run of tokens whose keys and values are cached, below those of its
 * parent. Only {@link RadixTree} changes it.
 */
final class RadixNode {

  /** By their first token. */
  final Map<Integer, RadixNode> children = new HashMap<>();

  final String namespace;

  /** Null for the root of a namespace. */
  RadixNode parent;

  int[] tokens;
  List<Extent> extents;
  Usage usage;

  /** Requests that hold this node or one below it. */
  int locks;

  RadixNode(RadixNode parent, int[] tokens, List<Extent> extents, Usage usage) {
    this.namespace = parent.namespace;
    this.parent = parent;
    this.tokens = tokens;
    this.extents = extents;
    this.usage = usage;
  }

  /** The root of a namespace: no tokens. */
  RadixNode(String namespace) {
    this.namespace = namespace;
    this.tokens = new int[0];
    this.extents = List.of();
    this.usage = new Usage(0, 0, 0);
  }

  boolean isRoot() {
    return parent == null;
  }

  /** Whether nothing hangs on it and no request holds it, so that it may go. */
  boolean isIdleLeaf() {
    return locks == 0 && children.isEmpty();
  }

  @Override
  public String toString() {
    return isRoot()
        ? "the root of namespace \"" + namespace + "\""
        : "the node at slot " + extents.get(0).start();
  }
}
