package io.sglflink.runtime.engine;

import io.sglflink.runtime.kv.Extent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

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

  boolean remove(Sequence sequence) {
    return sequences.remove(sequence);
  }

  /** Tokens of {@code sequence} whose keys and values no other running sequence has. */
  int heldAlone(Sequence sequence) {
    int place = sequences.indexOf(sequence);
    int shared = 0;
    for (int other : new int[] {place - 1, place + 1}) {
      if (other >= 0 && other < sequences.size()) {
        shared =
            Math.max(shared, common(sequence.kv().extents(), sequences.get(other).kv().extents()));
      }
    }
    return Math.max(0, sequence.planned() - shared);
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
