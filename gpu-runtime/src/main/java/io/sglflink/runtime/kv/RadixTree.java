package io.sglflink.runtime.kv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Cached tokens as a radix tree whose nodes own the extents of their keys and values.
 *
 * <p>After RadixAttention (Zheng et al., "SGLang: Efficient Execution of Structured Language Model
 * Programs", 2024). Matching costs time in the length of the tokens, whatever the tree holds.
 * Unlocked leaves are evicted, the least recently used first; a use touches a whole path with one
 * time, so no node is older than one below it.
 */
final class RadixTree {

  private final Map<String, RadixNode> roots = new HashMap<>();
  private final EvictionPolicy eviction;
  private final TreeSet<RadixNode> evictable =
      new TreeSet<>(
          Comparator.comparingLong(this::evictionKey)
              .thenComparingInt(node -> node.extents.get(0).start()));
  private long clock;
  private int size;
  private int lockedSize;

  /**
   * The end of a walk.
   *
   * @param node the node at which the walk ended
   * @param length tokens from the root to the end of {@code node}
   */
  record Position(RadixNode node, int length) {}

  RadixTree(EvictionPolicy eviction) {
    this.eviction = eviction;
  }

  private long evictionKey(RadixNode node) {
    return eviction.key(new EvictionPolicy.Usage(0, node.lastUse, 0));
  }

  /** Cached tokens. */
  int size() {
    return size;
  }

  /** Cached tokens that no request holds. */
  int evictableSize() {
    return size - lockedSize;
  }

  /** The longest cached prefix of the first {@code limit} of {@code tokens}. */
  Position match(String namespace, int[] tokens, int limit) {
    long now = ++clock;
    RadixNode node =
        roots.computeIfAbsent(namespace, name -> new RadixNode(null, new int[0], List.of(), 0));
    int length = 0;
    while (length < limit) {
      RadixNode child = node.children.get(tokens[length]);
      if (child == null) {
        break;
      }
      int common = common(child.tokens, tokens, length, limit);
      if (common < child.tokens.length) {
        child = split(child, common);
      }
      touch(child, now);
      node = child;
      length += common;
    }
    return new Position(node, length);
  }

  /**
   * Caches the first {@code length} of {@code tokens}; what is cached already stays as it is.
   *
   * @param from tokens that the caller knows to be cached, and holds locked
   * @param extents slots of the tokens from {@code from} to {@code length}
   * @param duplicates receives those of {@code extents} whose tokens were cached already
   * @return the node at which the tokens end
   */
  RadixNode insert(
      String namespace,
      int[] tokens,
      int length,
      int from,
      List<Extent> extents,
      Consumer<Extent> duplicates) {
    Position present = match(namespace, tokens, length);
    Extent.slice(extents, 0, present.length() - from).forEach(duplicates);
    if (present.length() == length) {
      return present.node();
    }
    List<Extent> fresh =
        Extent.coalesce(Extent.slice(extents, present.length() - from, length - from));
    RadixNode parent = present.node();
    RadixNode leaf =
        new RadixNode(parent, Arrays.copyOfRange(tokens, present.length(), length), fresh, clock);
    evictable.remove(parent);
    parent.children.put(tokens[present.length()], leaf);
    size += leaf.tokens.length;
    evictable.add(leaf);
    return leaf;
  }

  /** Keeps the path from the root to {@code node} from eviction until {@link #unlock}. */
  void lock(RadixNode node) {
    for (RadixNode n = node; !n.isRoot(); n = n.parent) {
      if (n.locks++ == 0) {
        evictable.remove(n);
        lockedSize += n.tokens.length;
      }
    }
  }

  /** Undoes one {@link #lock}. */
  void unlock(RadixNode node) {
    for (RadixNode n = node; !n.isRoot(); n = n.parent) {
      if (n.locks == 0) {
        throw new IllegalStateException("a node is unlocked more often than locked");
      }
      if (--n.locks == 0) {
        lockedSize -= n.tokens.length;
        if (n.isEvictable()) {
          evictable.add(n);
        }
      }
    }
  }

  /** Evicts leaves until {@code slots} slots are free or nothing more can go. */
  void evict(int slots, Consumer<Extent> freed) {
    int left = slots;
    while (left > 0 && !evictable.isEmpty()) {
      RadixNode leaf = evictable.pollFirst();
      left -= leaf.tokens.length;
      size -= leaf.tokens.length;
      leaf.extents.forEach(freed);
      leaf.parent.children.remove(leaf.tokens[0]);
      if (leaf.parent.isEvictable()) {
        evictable.add(leaf.parent);
      }
    }
  }

  /** The slots of all tokens from the root to the end of {@code node}. */
  List<Extent> path(RadixNode node) {
    List<List<Extent>> levels = new ArrayList<>();
    for (RadixNode n = node; !n.isRoot(); n = n.parent) {
      levels.add(n.extents);
    }
    Collections.reverse(levels);
    return Extent.coalesce(levels.stream().flatMap(List::stream).toList());
  }

  /** Every cached extent; for integrity checks. */
  List<Extent> extents() {
    List<Extent> extents = new ArrayList<>();
    List<RadixNode> open = new ArrayList<>(roots.values());
    while (!open.isEmpty()) {
      RadixNode node = open.remove(open.size() - 1);
      open.addAll(node.children.values());
      if (node.isRoot()) {
        continue;
      }
      if (Extent.total(node.extents) != node.tokens.length) {
        throw new IllegalStateException(
            "a node has " + node.tokens.length + " tokens and " + node.extents);
      }
      if (node.isEvictable() != evictable.contains(node)) {
        throw new IllegalStateException("the eviction order and the tree disagree");
      }
      extents.addAll(node.extents);
    }
    return extents;
  }

  /** Cuts {@code node} in two and returns the upper part, of {@code length} tokens. */
  private RadixNode split(RadixNode node, int length) {
    evictable.remove(node);
    RadixNode upper =
        new RadixNode(
            node.parent,
            Arrays.copyOf(node.tokens, length),
            Extent.slice(node.extents, 0, length),
            node.lastUse);
    upper.locks = node.locks;
    node.parent.children.put(upper.tokens[0], upper);
    node.parent = upper;
    node.extents = Extent.slice(node.extents, length, node.tokens.length);
    node.tokens = Arrays.copyOfRange(node.tokens, length, node.tokens.length);
    upper.children.put(node.tokens[0], node);
    if (node.isEvictable()) {
      evictable.add(node);
    }
    return upper;
  }

  private void touch(RadixNode node, long now) {
    boolean queued = evictable.remove(node);
    node.lastUse = now;
    if (queued) {
      evictable.add(node);
    }
  }

  private static int common(int[] edge, int[] tokens, int offset, int limit) {
    int mismatch =
        Arrays.mismatch(
            edge, 0, edge.length, tokens, offset, Math.min(limit, offset + edge.length));
    return mismatch < 0 ? edge.length : mismatch;
  }
}
