package io.sglflink.runtime.kv;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/**
 * Compares a pool's books with each other: free runs, tree, eviction queue and running sequences.
 * Takes time in the size of all of them, so it is for tests and for an engine that is idle.
 */
final class IntegrityCheck {

  private final BitSet claimed = new BitSet();
  private final Map<RadixNode, Integer> holders = new HashMap<>();
  private int cached;
  private int held;

  /**
   * @param live all sequences that were admitted and not released
   * @throws IllegalStateException when two books disagree
   */
  void run(int slots, ExtentAllocator allocator, RadixTree tree, Collection<KvSequence> live) {
    claim(allocator.runs());
    tree.nodes().forEach(node -> claim(node.extents));
    live.forEach(sequence -> claim(sequence.tail()));
    require(
        claimed.cardinality() == slots && claimed.length() == slots,
        "slot ",
        claimed.nextClearBit(0),
        " is lost: ",
        claimed.cardinality(),
        " of ",
        slots,
        " are free, cached or owned");
    live.forEach(this::sequence);
    tree.nodes().forEach(this::node);
    require(
        cached == tree.size() && cached - held == tree.evictableSize(),
        "the tree counts ",
        tree.size(),
        " tokens, ",
        tree.evictableSize(),
        " evictable; its nodes have ",
        cached,
        ", ",
        cached - held);
    queue(tree);
  }

  private void sequence(KvSequence sequence) {
    List<Extent> all = sequence.tail();
    for (RadixNode n = sequence.node(); n != null; n = n.parent) {
      holders.merge(n, 1, Integer::sum);
      all = Extent.join(n.extents, all);
    }
    require(
        all.equals(sequence.extents())
            && Extent.total(all) == sequence.capacity()
            && Extent.total(all) - Extent.total(sequence.tail()) == sequence.sharedLength(),
        "a sequence of ",
        sequence.capacity(),
        " slots, ",
        sequence.sharedLength(),
        " shared, has ",
        sequence.extents(),
        "; its path and tail are ",
        all);
  }

  private void node(RadixNode node) {
    cached += node.tokens.length;
    held += node.locks > 0 ? node.tokens.length : 0;
    int holding = holders.getOrDefault(node, 0);
    require(
        node.locks == holding, node, " has ", node.locks, " locks, ", holding, " requests hold it");
    if (node.isRoot()) {
      require(!node.isIdleLeaf(), node, " is empty and nobody holds it");
      return;
    }
    require(
        node.tokens.length > 0 && Extent.total(node.extents) == node.tokens.length,
        node,
        " has ",
        node.tokens.length,
        " tokens in ",
        node.extents);
    require(node.parent.children.get(node.tokens[0]) == node, node, " is not its parent's child");
    require(
        node.locks > 0 || node.usage.lastUse() <= node.parent.usage.lastUse(),
        node,
        " was used after ",
        node.parent,
        " above it");
  }

  private static void queue(RadixTree tree) {
    SortedSet<RadixNode> evictable = tree.evictable();
    // By identity, since the queue's own look-up trusts the order that is to be checked.
    Set<RadixNode> queued = new HashSet<>(evictable);
    for (RadixNode node : tree.nodes()) {
      boolean may = !node.isRoot() && node.isIdleLeaf();
      require(queued.remove(node) == may, node, " may be evicted: ", may, "; the queue differs");
    }
    require(queued.isEmpty(), queued, " is queued for eviction and not in the tree");
    RadixNode before = null;
    for (RadixNode node : evictable) {
      require(
          before == null || evictable.comparator().compare(before, node) < 0,
          before,
          " is queued for eviction before ",
          node);
      before = node;
    }
  }

  private void claim(List<Extent> extents) {
    for (Extent extent : extents) {
      int taken = claimed.nextSetBit(extent.start());
      require(taken < 0 || taken >= extent.end(), "slot ", taken, " is owned twice");
      claimed.set(extent.start(), extent.end());
    }
  }

  private static void require(boolean holds, Object... message) {
    if (!holds) {
      throw new IllegalStateException(
          Arrays.stream(message).map(String::valueOf).collect(joining()));
    }
  }
}
