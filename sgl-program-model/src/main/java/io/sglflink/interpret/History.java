package io.sglflink.interpret;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a strand did, in its order: the steps that it finished and the strands that it made. All of
 * a run's histories are a tree, whose order does not depend on when the model answers.
 */
final class History {

  private final List<Entry> entries = new ArrayList<>();
  private int seen;

  void add(StepReport step) {
    entries.add(new Entry(step, null));
  }

  void add(Strand made) {
    entries.add(new Entry(null, made));
  }

  /** Whoever made the strand has waited for it: what it did so far comes before what follows. */
  void see() {
    seen = entries.size();
  }

  /** All finished steps of a strand and those below it. */
  static List<StepReport> steps(Strand strand) {
    return steps(strand, false);
  }

  /**
   * The steps that came before what a strand is at: its own, and of those below it what was waited
   * for. What others did in the meantime depends on the model's speed.
   */
  static List<StepReport> stepsBefore(Strand strand) {
    return steps(strand, true);
  }

  /** The first strand that failed, in the order in which they were made; or null. */
  static Strand firstFailed(Strand strand) {
    Deque<Entry> left = new ArrayDeque<>();
    left.push(new Entry(null, strand));
    while (!left.isEmpty()) {
      Strand next = left.pop().strand();
      if (next != null && next.failure() != null) {
        return next;
      }
      if (next != null) {
        next.history().pushTo(left, false);
      }
    }
    return null;
  }

  private static List<StepReport> steps(Strand strand, boolean seenOnly) {
    List<StepReport> steps = new ArrayList<>();
    Deque<Entry> left = new ArrayDeque<>();
    strand.history().pushTo(left, false);
    while (!left.isEmpty()) {
      Entry next = left.pop();
      if (next.strand() == null) {
        steps.add(next.step());
      } else {
        next.strand().history().pushTo(left, seenOnly);
      }
    }
    return steps;
  }

  private void pushTo(Deque<Entry> stack, boolean seenOnly) {
    for (int i = (seenOnly ? seen : entries.size()) - 1; i >= 0; i--) {
      stack.push(entries.get(i));
    }
  }

  /** A step, or a strand. */
  private record Entry(StepReport step, Strand strand) {}
}
