package io.sglflink.runtime.kv;

import io.sglflink.runtime.kv.EvictionPolicy.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Cached tokens as a radix tree whose nodes own the extents of their keys and values.
 *
 * <p>After RadixAttention (Zheng et al., "SGLang: Efficient Execution of Structured Language Model
 * Programs", 2024). Finding costs time in the length of the tokens, locking in the depth of the
 * node, whatever else the tree holds. A lock and its end each give one time to all nodes of the
 * path, so no node is older than one below it. A node is used only while it is locked, and only
 * unlocked leaves are queued for eviction, so the queue's keys never change.
 *
 * <p>A namespace has its own root, which exists as long as something is below it or a request holds
 * it.
 */
final class RadixTree {

  private final Map<String, RadixNode> roots = new HashMap<>();
  private final TreeSet<RadixNode> evictable;
  private long clock;
  private int size;
  private int lockedSize;

  /**
   * Where the tokens that are cached end.
   *
   * @param node the last node that has some of them
   * @param length how many tokens are cached
   * @param beyond tokens of {@code node} that are not among them
   */
  record Position(RadixNode node, int length, int beyond) {}

  RadixTree(EvictionPolicy eviction) {
    // No two leaves were cached at one time: nodes that a split made lie on one path.
    Comparator<Usage> order = eviction.thenComparingLong(Usage::created);
    evictable = new TreeSet<>((one, other) -> order.compare(one.usage, other.usage));
  }

  /** Cached tokens. */
  int size() {
    return size;
  }

  /** Cached tokens that no request holds. */
  int evictableSize() {
    return size - lockedSize;
  }

  /** The longest cached prefix of the first {@code limit} of {@code tokens}; changes nothing. */
  Position find(String namespace, int[] tokens, int limit) {
    RadixNode root = roots.get(namespace);
    return root == null
        ? new Position(new RadixNode(namespace), 0, 0)
        : find(root, 0, tokens, limit);
  }

  /**
   * The same for tokens whose first {@code from} are known to end at {@code held}, in time for the
   * others only.
   */
  static Position find(RadixNode held, int from, int[] tokens, int limit) {
    RadixNode node = held;
    int length = from;
    while (length < limit) {
      RadixNode child = node.children.get(tokens[length]);
      if (child == null) {
        break;
      }
      int common = common(child.tokens, tokens, length, limit);
      node = child;
      length += common;
      if (common < child.tokens.length) {
        return new Position(node, length, child.tokens.length - common);
      }
    }
    return new Position(node, length, 0);
  }

  private static int common(int[] edge, int[] tokens, int offset, int limit) {
    int end = Math.min(limit, offset + edge.length);
    int mismatch = Arrays.mismatch(edge, 0, edge.length, tokens, offset, end);
    return mismatch < 0 ? edge.length : mismatch;
  }

  /** Tokens up to {@code position} that could be evicted now, and not once they are locked. */
  int unlockedLength(Position position) {
    int length = 0;
    for (RadixNode n = position.node(); n != null && n.locks == 0; n = n.parent) {
      length += n.tokens.length;
    }
    return length == 0 ? 0 : length - position.beyond();
  }

  /** Keeps the tokens up to {@code position} from eviction until the result is unlocked. */
  RadixNode lock(Position position) {
    RadixNode node = cut(position);
    lock(node, null);
    return node;
  }

  /** Locks the path from {@code node} up to, but not with, {@code above}. */
  private void lock(RadixNode node, RadixNode above) {
    long now = ++clock;
    for (RadixNode n = node; n != above; n = n.parent) {
      if (n.isRoot()) {
        roots.put(n.namespace, n);
      } else if (n.isIdleLeaf()) {
        evictable.remove(n);
      }
      if (n.locks++ == 0) {
        lockedSize += n.tokens.length;
      }
      n.usage = new Usage(n.usage.created(), now, n.usage.uses() + 1);
    }
  }

  /** Undoes one lock of {@code node}. */
  void unlock(RadixNode node) {
    long now = ++clock;
    for (RadixNode n = node; n != null; n = n.parent) {
      if (n.locks == 0) {
        throw new IllegalStateException("a node is unlocked more often than locked");
      }
      n.usage = new Usage(n.usage.created(), now, n.usage.uses());
      if (--n.locks == 0) {
        lockedSize -= n.tokens.length;
        idle(n);
      }
    }
  }

  /** A node that lost its last lock or child: it may go from now on. */
  private void idle(RadixNode node) {
    if (!node.isIdleLeaf()) {
      return;
    }
    if (node.isRoot()) {
      roots.remove(node.namespace);
    } else {
      evictable.add(node);
    }
  }

  /**
   * Caches tokens below {@code held}, and moves the caller's lock from there to their end.
   *
   * @param present where those end that are cached already, from {@link #find} below {@code held}
   * @param length tokens to be cached, at least as many as are present
   * @param extents slots of those that are not
   * @return the locked node
   */
  RadixNode extend(
      RadixNode held, Position present, int[] tokens, int length, List<Extent> extents) {
    if (length == present.length()) {
      lock(present.node(), held);
      return present.node();
    }
    RadixNode parent = cut(present);
    int[] rest = Arrays.copyOfRange(tokens, present.length(), length);
    Usage unused = new Usage(++clock, clock, 0);
    RadixNode leaf = new RadixNode(parent, rest, Extent.coalesce(extents), unused);
    size += rest.length;
    // Before the parent knows its child, since it leaves the queue only while it is a leaf.
    lock(leaf, held);
    parent.children.put(rest[0], leaf);
    return leaf;
  }

  /**
   * Evicts until {@code slots} slots are free or nothing more can go. SGLang evicts whole nodes;
   * here the last leaf loses only as many tokens as must go, from its end, since what stays is a
   * prefix that is worth as much as any other.
   */
  void evict(int slots, Consumer<Extent> freed) {
    int left = slots;
    while (left > 0 && !evictable.isEmpty()) {
      RadixNode leaf = evictable.first();
      int length = leaf.tokens.length;
      int kept = Math.max(0, length - left);
      Extent.slice(leaf.extents, kept, length).forEach(freed);
      left -= length - kept;
      size -= length - kept;
      if (kept > 0) {
        leaf.tokens = Arrays.copyOf(leaf.tokens, kept);
        leaf.extents = Extent.slice(leaf.extents, 0, kept);
      } else {
        evictable.remove(leaf);
        leaf.parent.children.remove(leaf.tokens[0]);
        idle(leaf.parent);
      }
    }
  }

  /** The slots of all tokens from the root to the end of {@code node}. */
  List<Extent> path(RadixNode node) {
    List<List<Extent>> levels = new ArrayList<>();
    for (RadixNode n = node; n != null; n = n.parent) {
      levels.add(n.extents);
    }
    Collections.reverse(levels);
    return Extent.coalesce(levels.stream().flatMap(List::stream).toList());
  }

  /** All nodes, roots among them; for integrity checks. */
  Collection<RadixNode> nodes() {
    List<RadixNode> nodes = new ArrayList<>(roots.values());
    for (int i = 0; i < nodes.size(); i++) {
      nodes.addAll(nodes.get(i).children.values());
    }
    return nodes;
  }

  /** The leaves that may go, in that order; for integrity checks. */
  SortedSet<RadixNode> evictable() {
    return Collections.unmodifiableSortedSet(evictable);
  }

  /**
   * The node that ends at {@code position}. One that goes beyond is cut in two; its lower part
   * stays the node that it was, to its holders and in the eviction queue.
   */
  private static RadixNode cut(Position position) {
    RadixNode node = position.node();
    int length = node.tokens.length;
    int kept = length - position.beyond();
    if (kept == length) {
      return node;
    }
    RadixNode upper =
        new RadixNode(
            node.parent,
            Arrays.copyOf(node.tokens, kept),
            Extent.slice(node.extents, 0, kept),
            node.usage);
    upper.locks = node.locks;
    node.parent.children.put(upper.tokens[0], upper);
    node.parent = upper;
    node.extents = Extent.slice(node.extents, kept, length);
    node.tokens = Arrays.copyOfRange(node.tokens, kept, length);
    upper.children.put(node.tokens[0], node);
    return upper;
  }
}
