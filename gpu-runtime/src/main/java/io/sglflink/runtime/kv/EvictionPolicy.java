package io.sglflink.runtime.kv;

/**
 * Which cached tokens go first when slots are wanted. Only leaves that no request holds go; the
 * policy orders them.
 */
public interface EvictionPolicy {

  /** Least recently used first. */
  EvictionPolicy LRU = Usage::lastUse;

  /** A leaf's key; the smallest goes first. It may change only when the leaf is used. */
  long key(Usage usage);

  /**
   * How a node was used.
   *
   * @param created time at which it was cached, from the tree's own clock
   * @param lastUse time of the last use, from the same clock
   * @param uses how often it was used
   */
  record Usage(long created, long lastUse, long uses) {}

  /**
   * The policy called {@code name}.
   *
   * @throws IllegalArgumentException when there is none
   */
  static EvictionPolicy of(String name) {
    if (name.equals("lru")) {
      return LRU;
    }
    throw new IllegalArgumentException("there is no eviction policy \"" + name + "\": give lru");
  }
}
