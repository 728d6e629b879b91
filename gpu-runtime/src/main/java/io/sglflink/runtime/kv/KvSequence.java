package io.sglflink.runtime.kv;

import java.util.List;

/**
 * The slots of one running request: cached ones that it shares, then its own tail.
 *
 * <p>Position p of the request's tokens has the p-th of these slots, from the request's admission
 * to its release; only the slots' owner changes between. {@link KvPool} makes and changes it.
 */
public final class KvSequence {

  private final int cachedTokens;
  private RadixNode node;
  private int sharedLength;
  private List<Extent> tail;
  private List<Extent> extents;
  private int capacity;

  /**
   * @param node where the tokens end that it shares, or null when it never shares any
   * @param shared their slots
   * @param tail its own slots
   */
  KvSequence(RadixNode node, List<Extent> shared, List<Extent> tail) {
    this.node = node;
    this.cachedTokens = Extent.total(shared);
    this.sharedLength = cachedTokens;
    this.tail = tail;
    this.extents = Extent.join(shared, tail);
    this.capacity = Extent.total(extents);
  }

  /** Tokens that were cached when the request was admitted. */
  public int cachedTokens() {
    return cachedTokens;
  }

  /** All slots in the order of positions, neighbours that touch made one extent; immutable. */
  public List<Extent> extents() {
    return extents;
  }

  /** Slots: tokens whose keys and values it can take. */
  public int capacity() {
    return capacity;
  }

  /** The tree owns the tokens up to {@code newLength} from now on, which end at {@code newNode}. */
  void share(RadixNode newNode, int newLength) {
    tail = Extent.slice(tail, newLength - sharedLength, Extent.total(tail));
    node = newNode;
    sharedLength = newLength;
  }

  void grow(List<Extent> more) {
    tail = Extent.join(tail, more);
    extents = Extent.join(extents, more);
    capacity += Extent.total(more);
  }

  /** The slot after the last one. */
  int end() {
    return extents.isEmpty() ? 0 : extents.get(extents.size() - 1).end();
  }

  RadixNode node() {
    return node;
  }

  /** Tokens, from the start, whose slots the tree owns. */
  int sharedLength() {
    return sharedLength;
  }

  /** The slots that this request owns alone. */
  List<Extent> tail() {
    return tail;
  }
}
