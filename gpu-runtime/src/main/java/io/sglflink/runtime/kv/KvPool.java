package io.sglflink.runtime.kv;

import io.sglflink.runtime.kv.RadixTree.Position;
import java.util.Collection;
import java.util.List;

/**
 * One pool of slots for running requests and cached tokens.
 *
 * <p>A slot is free, cached in the radix tree, or owned by exactly one sequence. Cached slots that
 * nobody holds are evicted when a request needs them. No request is refused for want of contiguity;
 * how few extents it gets is measured by a seeded simulation in the tests.
 */
public final class KvPool {

  /** The part of the pool that may lie idle so that extents are few: one in this many slots. */
  private static final int IDLE_SHARE = 16;

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
   * Tokens, of the first {@code reusable} of {@code tokens}, that are cached now. Asking is no use
   * of them.
   *
   * @param namespace tokens are shared within a namespace only
   */
  public int cached(String namespace, int[] tokens, int reusable) {
    return reuse ? tree.find(namespace, tokens, reusable).length() : 0;
  }

  /**
   * Gives a request slots for {@code capacity} tokens, the cached prefix of its tokens among them.
   *
   * @param namespace tokens are shared within a namespace only
   * @param reusable most tokens that may come from the cache; never more than {@code capacity} do
   * @return null, with nothing changed, when the pool has no room now
   */
  public KvSequence admit(String namespace, int[] tokens, int reusable, int capacity) {
    if (!reuse) {
      List<Extent> own = take(capacity, ExtentAllocator.NOWHERE);
      return own == null ? null : new KvSequence(null, List.of(), own);
    }
    Position cached = tree.find(namespace, tokens, Math.min(reusable, capacity));
    int wanted = capacity - cached.length();
    // Its prefix cannot be evicted to make room for its tail.
    if (wanted > availableSlots() - tree.unlockedLength(cached)) {
      return null;
    }
    RadixNode node = tree.lock(cached);
    return new KvSequence(node, tree.path(node), take(wanted, ExtentAllocator.NOWHERE));
  }

  /**
   * Gives a sequence {@code slots} more, evicting what it takes; right after its last ones as far
   * as these are free.
   *
   * @return false, with nothing changed, when the pool has no room now
   */
  public boolean grow(KvSequence sequence, int slots) {
    List<Extent> more = take(slots, sequence.end());
    if (more == null) {
      return false;
    }
    sequence.grow(more);
    return true;
  }

  /**
   * Slots for a request, or null when there is no room.
   *
   * <p>Evicts until one free run holds them, even when enough are free, as long as few slots are
   * idle. Without this, a pool whose slots are all cached or owned gives every request the crumbs
   * of those before it: in simulations dozens of extents per request instead of a handful.
   */
  private List<Extent> take(int wanted, int after) {
    if (wanted > availableSlots()) {
      return null;
    }
    tree.evict(wanted - allocator.free(), allocator::free);
    int most = wanted + slots / IDLE_SHARE;
    while (allocator.longest() < wanted && allocator.free() < most && tree.evictableSize() > 0) {
      tree.evict(Math.min(wanted, most - allocator.free()), allocator::free);
    }
    return allocator.allocate(wanted, after);
  }

  /**
   * Caches the sequence's first {@code length} tokens, whose keys and values are computed or will
   * be by a step that is planned. Its slots stay what they are.
   *
   * <p>Does nothing when others have cached a token more than this sequence shares: a planned step
   * may still write this sequence's duplicates, so they are its own until its release.
   */
  public void publish(KvSequence sequence, int[] tokens, int length) {
    int shared = sequence.sharedLength();
    if (!reuse || length <= shared) {
      return;
    }
    Position present = RadixTree.find(sequence.node(), shared, tokens, length);
    if (present.length() == shared) {
      store(sequence, present, tokens, length);
    }
  }

  /**
   * Ends a sequence: caches its first {@code length} tokens and frees its other slots.
   *
   * @param length tokens that are computed or will be by a step that is planned
   */
  public void release(KvSequence sequence, int[] tokens, int length) {
    if (reuse) {
      int shared = sequence.sharedLength();
      Position present = RadixTree.find(sequence.node(), shared, tokens, length);
      Extent.slice(sequence.tail(), 0, present.length() - shared).forEach(allocator::free);
      store(sequence, present, tokens, Math.max(length, shared));
      tree.unlock(sequence.node());
    }
    sequence.tail().forEach(allocator::free);
  }

  private void store(KvSequence sequence, Position present, int[] tokens, int length) {
    if (length > sequence.capacity()) {
      throw new IllegalArgumentException(
          "a sequence of " + sequence.capacity() + " slots cannot have " + length + " tokens");
    }
    int shared = sequence.sharedLength();
    List<Extent> fresh = Extent.slice(sequence.tail(), present.length() - shared, length - shared);
    sequence.share(tree.extend(sequence.node(), present, tokens, length, fresh), length);
  }

  /**
   * Evicts everything that no request holds.
   *
   * @return tokens that are no longer cached
   */
  public int flush() {
    int tokens = tree.evictableSize();
    tree.evict(tokens, allocator::free);
    return tokens;
  }

  /**
   * Checks that every slot is free, cached or owned exactly once, that the locks are those of the
   * running sequences, and that the eviction queue is the tree's.
   *
   * @param live all sequences that were admitted and not released
   * @throws IllegalStateException when it is not so; the message names slots
   */
  public void checkIntegrity(Collection<KvSequence> live) {
    new IntegrityCheck().run(slots, allocator, tree, live);
  }
}
