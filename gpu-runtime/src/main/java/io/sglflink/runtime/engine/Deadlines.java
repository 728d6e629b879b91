package io.sglflink.runtime.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Sequences that have a deadline, the next one first: nobody else is looked at. */
final class Deadlines {

  private final TreeSet<Sequence> sequences =
      new TreeSet<>(
          Comparator.comparingLong(Sequence::deadline).thenComparingLong(Sequence::ticket));

  void add(Sequence sequence) {
    if (sequence.deadline() != Sequence.NO_DEADLINE) {
      sequences.add(sequence);
    }
  }

  void remove(Sequence sequence) {
    if (sequence.deadline() != Sequence.NO_DEADLINE) {
      sequences.remove(sequence);
    }
  }

  /** Takes out those whose deadline has come. */
  List<Sequence> expired(long now) {
    List<Sequence> expired = new ArrayList<>();
    while (!sequences.isEmpty() && sequences.first().deadline() <= now) {
      expired.add(sequences.pollFirst());
    }
    return expired;
  }
}
