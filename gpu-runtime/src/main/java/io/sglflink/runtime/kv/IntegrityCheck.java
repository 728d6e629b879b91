package io.sglflink.runtime.kv;

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

  /**
   * @param live all sequences that were admitted and not released
   * @throws IllegalStateException when two books disagree
   */
  void run(int slots, ExtentAllocator allocator, RadixTree tree, Collection<KvSequence> live) {
    claim(allocator.runs());
    live.forEach(this::sequence);
    int cached = 0;
    int held = 0;
    for (RadixNode node : tree.nodes()) {
      node(node);
      cached += node.tokens.length;
      held += node.locks > 0 ? node.tokens.length : 0;
    }
    queue(tree);
    require(
        cached == tree.size() && cached - held == tree.evictableSize(),
        "the tree counts %d tokens, %d evictable; its nodes have %d, %d",
        tree.size(),
        tree.evictableSize(),
        cached,
        cached - held);
    int lost = claimed.nextClearBit(0);
    require(
        claimed.cardinality() == slots && claimed.length() == slots,
        "of %d slots %d are free, cached or owned; slot %d is not",
        slots,
        claimed.cardinality(),
        lost);
  }

  private void sequence(KvSequence sequence) {
    claim(sequence.tail());
    List<Extent> all = sequence.tail();
    for (RadixNode n = sequence.node(); n != null; n = n.parent) {
      holders.merge(n, 1, Integer::sum);
      all = Extent.join(n.extents, all);
    }
    require(
        all.equals(sequence.extents())
            && Extent.total(all) == sequence.capacity()
            && Extent.total(all) - Extent.total(sequence.tail()) == sequence.sharedLength(),
        "a sequence of %d slots, %d shared, has %s; its path and tail are %s",
        sequence.capacity(),
        sequence.sharedLength(),
        sequence.extents(),
        all);
  }

  private void node(RadixNode node) {
    claim(node.extents);
    int holding = holders.getOrDefault(node, 0);
    require(
        node.locks == holding, "%s has %d locks, %d requests hold it", node, node.locks, holding);
    if (node.isRoot()) {
      require(!node.isIdleLeaf(), "%s is empty and nobody holds it", node);
      return;
    }
    require(
        node.tokens.length > 0 && Extent.total(node.extents) == node.tokens.length,
        "%s has %d tokens in %s",
        node,
        node.tokens.length,
        node.extents);
    require(
        node.parent.children.get(node.tokens[0]) == node, "%s is not its parent's child", node);
    require(
        node.locks > 0 || node.usage.lastUse() <= node.parent.usage.lastUse(),
        "%s was used after %s above it",
        node,
        node.parent);
  }

  private static void queue(RadixTree tree) {
    SortedSet<RadixNode> evictable = tree.evictable();
    // By identity, since the queue's own look-up trusts the order that is to be checked.
    Set<RadixNode> queued = new HashSet<>(evictable);
    for (RadixNode node : tree.nodes()) {
      boolean may = !node.isRoot() && node.isIdleLeaf();
      require(queued.remove(node) == may, "%s may be evicted: %b; the queue differs", node, may);
    }
    require(queued.isEmpty(), "%s is queued for eviction and not in the tree", queued);
    RadixNode before = null;
    for (RadixNode node : evictable) {
      require(
          before == null || evictable.comparator().compare(before, node) < 0,
          "%s is queued for eviction before %s",
          before,
          node);
      before = node;
    }
  }

  private void claim(List<Extent> extents) {
    for (Extent extent : extents) {
      int taken = claimed.nextSetBit(extent.start());
      require(taken < 0 || taken >= extent.end(), "slot %d is owned twice", taken);
      claimed.set(extent.start(), extent.end());
    }
  }

  private static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalStateException(String.format(message, values));
    }
  }
}
