package io.sglflink.runtime.kv;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import io.sglflink.runtime.kv.EvictionPolicy.Usage;
import java.util.Comparator;

/**
 * Which cached tokens go first when slots are wanted. Only leaves that no request holds go; the
 * policy orders them by how they were used, the smallest goes first.
 */
public interface EvictionPolicy extends Comparator<Usage> {

  /** Least recently used first. */
  EvictionPolicy LRU = of("lru");

  /**
   * How a node was used.
   *
   * @param created time at which it was cached, from the tree's own clock
   * @param lastUse time at which a request last took or released it, from the same clock
   * @param uses requests that held it, the one that cached it among them
   */
  record Usage(long created, long lastUse, long uses) {}

  /**
   * The policy that SGLang calls {@code name}: lru, lfu (least often used), fifo (oldest), mru
   * (most recently used), filo (newest) or slru (used once before used again, least recently used
   * first in both).
   *
   * @throws IllegalArgumentException when there is none
   */
  static EvictionPolicy of(String name) {
    Comparator<Usage> leastRecent = comparingLong(Usage::lastUse);
    Comparator<Usage> oldest = comparingLong(Usage::created);
    Comparator<Usage> order =
        switch (name) {
          case "lru" -> leastRecent;
          case "lfu" -> comparingLong(Usage::uses).thenComparing(leastRecent);
          case "fifo" -> oldest;
          case "mru" -> leastRecent.reversed();
          case "filo" -> oldest.reversed();
          case "slru" -> comparing((Usage usage) -> usage.uses() > 1).thenComparing(leastRecent);
          default ->
              throw new IllegalArgumentException(
                  "there is no eviction policy \""
                      + name
                      + "\": give lru, lfu, fifo, mru, filo or slru");
        };
    return order::compare;
  }
}
