package io.sglflink.runtime.engine;

import io.sglflink.runtime.kv.Extent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sequences that hold slots, in the order of their slots: the depth-first order of the tree
 * that they form, so neighbours share the longest prefixes.
 *
 * <p>A sequence keeps its slots from admission to its end, and no two have the same ones
 * throughout, so what growth appends never changes the order.
 */
final class RunningOrder {

  private static final Comparator<Sequence> BY_SLOTS =
      (one, other) -> compare(one.kv().extents(), other.kv().extents());

  private final List<Sequence> sequences = new ArrayList<>();

  int size() {
    return sequences.size();
  }

  /** All of them as they are now, in order. */
  List<Sequence> list() {
    return List.copyOf(sequences);
  }

  void add(Sequence sequence) {
    int place = Collections.binarySearch(sequences, sequence, BY_SLOTS);
    sequences.add(place < 0 ? -1 - place : place, sequence);
  }

  void remove(Sequence sequence) {
    sequences.remove(sequence);
  }

  /** How many of each sequence's planned tokens no other running sequence has. */
  Map<Sequence, Integer> heldAlone() {
    Map<Sequence, Integer> alone = new HashMap<>();
    int shared = 0;
    for (int i = 0; i < sequences.size(); i++) {
      Sequence sequence = sequences.get(i);
      int before = shared;
      // Nobody shares more with a sequence than its neighbours do.
      shared =
          i + 1 == sequences.size()
              ? 0
              : common(sequence.kv().extents(), sequences.get(i + 1).kv().extents());
      alone.put(sequence, Math.max(0, sequence.planned() - Math.max(before, shared)));
    }
    return alone;
  }

  /** Compares slot by slot; neighbouring extents do not touch. */
  static int compare(List<Extent> one, List<Extent> other) {
    for (int i = 0; i < one.size() && i < other.size(); i++) {
      Extent a = one.get(i);
      Extent b = other.get(i);
      if (a.start() != b.start()) {
        return Integer.compare(a.start(), b.start());
      }
      if (a.length() < b.length()) {
        return Integer.compare(start(one, i + 1), a.end());
      }
      if (a.length() > b.length()) {
        return Integer.compare(b.end(), start(other, i + 1));
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  private static int start(List<Extent> extents, int i) {
    return i < extents.size() ? extents.get(i).start() : -1;
  }

  /** Slots that both begin with. */
  static int common(List<Extent> one, List<Extent> other) {
    int common = 0;
    for (int i = 0; i < one.size() && i < other.size(); i++) {
      Extent a = one.get(i);
      Extent b = other.get(i);
      if (a.start() != b.start()) {
        break;
      }
      common += Math.min(a.length(), b.length());
      if (a.length() != b.length()) {
        break;
      }
    }
    return common;
  }
}
