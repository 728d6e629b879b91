package io.sglflink.runtime.kv;

import java.util.ArrayList;
import java.util.List;

/**
 * The slots of one running request: cached ones that it shares, then its own tail.
 *
 * <p>Position p of the request's tokens has the p-th of these slots. {@link KvPool} makes and
 * changes it.
 */
public final class KvSequence {

  private final String namespace;
  private final int cachedTokens;
  private RadixNode node;
  private int sharedLength;
  private List<Extent> tail;
  private List<Extent> extents;

  KvSequence(String namespace, RadixNode node, List<Extent> shared, List<Extent> tail) {
    this.namespace = namespace;
    this.cachedTokens = Extent.total(shared);
    share(node, shared, tail);
  }

  /** Tokens that were cached when the request was admitted. */
  public int cachedTokens() {
    return cachedTokens;
  }

  /** All slots in the order of positions, neighbours that touch made one extent. */
  public List<Extent> extents() {
    return extents;
  }

  void share(RadixNode newNode, List<Extent> shared, List<Extent> newTail) {
    node = newNode;
    sharedLength = Extent.total(shared);
    tail = List.copyOf(newTail);
    List<Extent> all = new ArrayList<>(shared);
    all.addAll(newTail);
    extents = List.copyOf(Extent.coalesce(all));
  }

  /** Slots: tokens whose keys and values it can take. */
  public int capacity() {
    return Extent.total(extents);
  }

  void grow(List<Extent> more) {
    List<Extent> longer = new ArrayList<>(tail);
    longer.addAll(more);
    tail = List.copyOf(Extent.coalesce(longer));
    longer = new ArrayList<>(extents);
    longer.addAll(more);
    extents = List.copyOf(Extent.coalesce(longer));
  }

  String namespace() {
    return namespace;
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
