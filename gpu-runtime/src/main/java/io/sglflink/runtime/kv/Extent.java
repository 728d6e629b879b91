package io.sglflink.runtime.kv;

import java.util.ArrayList;
import java.util.List;

/**
 * A contiguous run of slots of the KV pool.
 *
 * @param start first slot
 * @param length number of slots, at least 1
 */
public record Extent(int start, int length) {

  public Extent {
    if (start < 0 || length < 1) {
      throw new IllegalArgumentException("no extent: start " + start + ", length " + length);
    }
  }

  /** The slot after the last one. */
  public int end() {
    return start + length;
  }

  /** Slots of all extents together. */
  static int total(List<Extent> extents) {
    int total = 0;
    for (Extent extent : extents) {
      total += extent.length();
    }
    return total;
  }

  /** The part of {@code extents} that holds tokens {@code from} to {@code to}, as if in one row. */
  static List<Extent> slice(List<Extent> extents, int from, int to) {
    List<Extent> slice = new ArrayList<>();
    int position = 0;
    for (Extent extent : extents) {
      int first = Math.max(from, position);
      int last = Math.min(to, position + extent.length());
      if (first < last) {
        slice.add(new Extent(extent.start() + first - position, last - first));
      }
      position += extent.length();
    }
    return List.copyOf(slice);
  }

  /** First one, then the other; neighbours that touch made one. */
  static List<Extent> join(List<Extent> first, List<Extent> second) {
    List<Extent> all = new ArrayList<>(first);
    all.addAll(second);
    return coalesce(all);
  }

  /** {@code extents} in their order, neighbours that touch made one. */
  static List<Extent> coalesce(List<Extent> extents) {
    List<Extent> merged = new ArrayList<>();
    for (Extent extent : extents) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).end() == extent.start()) {
        Extent before = merged.get(last);
        merged.set(last, new Extent(before.start(), before.length() + extent.length()));
      } else {
        merged.add(extent);
      }
    }
    return List.copyOf(merged);
  }
}
