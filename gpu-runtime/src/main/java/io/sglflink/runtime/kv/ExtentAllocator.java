package io.sglflink.runtime.kv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Hands out extents of a pool by best fit.
 *
 * <p>A demand that no single free run covers gets several, so it fails only for want of slots and
 * never for want of contiguity. In simulations of requests that grow, best fit left fewer extents
 * per request than worst fit or places with room to grow, once they grew by 64 slots or more. Every
 * operation is logarithmic in the number of free runs.
 */
final class ExtentAllocator {

  /** After no slot: where extents begin that go on none. */
  static final int NOWHERE = -1;

  private final TreeMap<Integer, Integer> lengthByStart = new TreeMap<>();
  private final TreeSet<Long> bySize = new TreeSet<>();
  private int free;

  ExtentAllocator(int slots) {
    add(0, slots);
    free = slots;
  }

  int free() {
    return free;
  }

  /** The longest free run. */
  int longest() {
    return bySize.isEmpty() ? 0 : (int) (bySize.last() >>> 32);
  }

  /**
   * Takes {@code slots} slots: those that are free from {@code after} on, then by best fit.
   *
   * @param after the slot after those that the caller has, or {@link #NOWHERE}
   * @throws IllegalStateException when fewer are free
   */
  List<Extent> allocate(int slots, int after) {
    if (slots > free) {
      throw new IllegalStateException("wanted " + slots + " slots, " + free + " are free");
    }
    List<Extent> extents = new ArrayList<>(1);
    int left = slots - take(after, lengthByStart.getOrDefault(after, 0), slots, extents);
    while (left > 0) {
      Long fit = bySize.ceiling(key(left, 0));
      long run = fit == null ? bySize.last() : fit;
      left -= take((int) run, (int) (run >>> 32), left, extents);
    }
    free -= slots;
    return List.copyOf(extents);
  }

  /** Takes what is wanted, as far as it goes, from the start of a free run. */
  private int take(int start, int length, int wanted, List<Extent> extents) {
    int taken = Math.min(wanted, length);
    if (taken > 0) {
      remove(start, length);
      if (taken < length) {
        add(start + taken, length - taken);
      }
      extents.add(new Extent(start, taken));
    }
    return taken;
  }

  /** Takes an extent back and joins it with the free runs beside it. */
  void free(Extent extent) {
    int start = extent.start();
    int end = extent.end();
    Map.Entry<Integer, Integer> before = lengthByStart.floorEntry(start);
    Map.Entry<Integer, Integer> after = lengthByStart.ceilingEntry(start);
    boolean overlaps =
        (before != null && before.getKey() + before.getValue() > start)
            || (after != null && after.getKey() < end);
    if (overlaps) {
      throw new IllegalStateException(extent + " is freed twice");
    }
    if (before != null && before.getKey() + before.getValue() == start) {
      remove(before.getKey(), before.getValue());
      start = before.getKey();
    }
    if (after != null && after.getKey() == end) {
      remove(after.getKey(), after.getValue());
      end += after.getValue();
    }
    add(start, end - start);
    free += extent.length();
  }

  /** The free runs, by start. */
  List<Extent> runs() {
    return lengthByStart.entrySet().stream()
        .map(e -> new Extent(e.getKey(), e.getValue()))
        .toList();
  }

  private void add(int start, int length) {
    lengthByStart.put(start, length);
    bySize.add(key(length, start));
  }

  private void remove(int start, int length) {
    lengthByStart.remove(start);
    bySize.remove(key(length, start));
  }

  private static long key(int length, int start) {
    return ((long) length << 32) | start;
  }
}
