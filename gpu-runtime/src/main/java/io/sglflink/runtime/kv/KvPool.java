package io.sglflink.runtime.kv;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * One pool of slots for running requests and cached tokens.
 *
 * <p>A slot is free, cached in the radix tree, or owned by exactly one sequence. Cached slots that
 * nobody holds are evicted when a request needs them.
 */
public final class KvPool {

  private final int slots;
  private final boolean reuse;
  private final ExtentAllocator allocator;
  private final RadixTree tree;

  /**
   * @param slots size of the pool
   * @param reuse whether tokens are cached for later requests; false turns the tree off
   * @param eviction which cached tokens go first
   */
  public KvPool(int slots, boolean reuse, EvictionPolicy eviction) {
    this.slots = slots;
    this.reuse = reuse;
    this.allocator = new ExtentAllocator(slots);
    this.tree = new RadixTree(eviction);
  }

  public int slots() {
    return slots;
  }

  /** Whether tokens are cached for later requests. */
  public boolean reuses() {
    return reuse;
  }

  /** Slots that neither a request nor the cache holds. */
  public int freeSlots() {
    return allocator.free();
  }

  /** Slots whose tokens are cached. */
  public int cachedSlots() {
    return tree.size();
  }

  /** Slots that are free, or would be after evicting all that no request holds. */
  public int availableSlots() {
    return allocator.free() + tree.evictableSize();
  }

  /**
   * Tokens, of the first {@code reusable} of {@code tokens}, that are cached now.
   *
   * @param namespace tokens are shared within a namespace only
   */
  public int cached(String namespace, int[] tokens, int reusable) {
    return reuse ? tree.match(namespace, tokens, reusable).length() : 0;
  }

  /**
   * Gives a request slots for {@code capacity} tokens, the cached prefix of its tokens among them.
   *
   * @param namespace tokens are shared within a namespace only
   * @param reusable most tokens that may come from the cache
   * @return null when the pool has no room now
   */
  public KvSequence admit(String namespace, int[] tokens, int reusable, int capacity) {
    RadixTree.Position cached = tree.match(namespace, tokens, reuse ? reusable : 0);
    // Its prefix must not be evicted to make room for its tail.
    tree.lock(cached.node());
    int wanted = capacity - cached.length();
    if (wanted > allocator.free() + tree.evictableSize()) {
      tree.unlock(cached.node());
      return null;
    }
    tree.evict(wanted - allocator.free(), allocator::free);
    return new KvSequence(
        namespace, cached.node(), tree.path(cached.node()), allocator.allocate(wanted));
  }

  /**
   * Gives a sequence {@code slots} more, evicting what it takes; right after its last ones where
   * these are free.
   *
   * @return false, with nothing changed, when the pool has no room now
   */
  public boolean grow(KvSequence sequence, int slots) {
    if (slots > availableSlots()) {
      return false;
    }
    tree.evict(slots - allocator.free(), allocator::free);
    sequence.grow(allocator.allocate(slots));
    return true;
  }

  /**
   * Caches the sequence's first {@code length} tokens, whose keys and values are computed. The
   * sequence goes on with the tree's slots where it had duplicates.
   */
  public void publish(KvSequence sequence, int[] tokens, int length) {
    if (!reuse || length <= sequence.sharedLength()) {
      return;
    }
    int own = length - sequence.sharedLength();
    List<Extent> computed = Extent.slice(sequence.tail(), 0, own);
    List<Extent> rest = Extent.slice(sequence.tail(), own, Extent.total(sequence.tail()));
    RadixNode end =
        tree.insert(
            sequence.namespace(),
            tokens,
            length,
            sequence.sharedLength(),
            computed,
            allocator::free);
    tree.lock(end);
    tree.unlock(sequence.node());
    sequence.share(end, tree.path(end), rest);
  }

  /** Ends a sequence: caches its first {@code length} tokens and frees its other slots. */
  public void release(KvSequence sequence, int[] tokens, int length) {
    publish(sequence, tokens, length);
    sequence.tail().forEach(allocator::free);
    tree.unlock(sequence.node());
  }

  /** Evicts everything that no request holds. */
  public void flush() {
    tree.evict(tree.size(), allocator::free);
  }

  /**
   * Checks that every slot is free, cached or owned exactly once.
   *
   * @param live all sequences that were admitted and not released
   * @throws IllegalStateException when one is not
   */
  public void checkIntegrity(Collection<KvSequence> live) {
    BitSet seen = new BitSet(slots);
    allocator.runs().forEach(extent -> claim(seen, extent));
    tree.extents().forEach(extent -> claim(seen, extent));
    live.forEach(sequence -> sequence.tail().forEach(extent -> claim(seen, extent)));
    if (seen.cardinality() != slots) {
      throw new IllegalStateException(
          (slots - seen.cardinality()) + " of " + slots + " slots are lost");
    }
  }

  private static void claim(BitSet seen, Extent extent) {
    int taken = seen.nextSetBit(extent.start());
    if (taken >= 0 && taken < extent.end()) {
      throw new IllegalStateException("slot " + taken + " is owned twice");
    }
    seen.set(extent.start(), extent.end());
  }
}
