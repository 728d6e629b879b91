package io.sglflink.runtime.engine;

import java.util.List;

/**
 * What one step computes: for each sequence in it a range of its tokens.
 *
 * @param work in the order of the step's rows
 */
record StepPlan(List<Work> work) {

  StepPlan {
    work = List.copyOf(work);
  }

  boolean isEmpty() {
    return work.isEmpty();
  }

  /** Rows of the step. */
  int tokens() {
    return work.stream().mapToInt(each -> each.end() - each.start()).sum();
  }

  /**
   * Tokens {@code start} to {@code end} of a sequence.
   *
   * @param draws whether a token is drawn after the last of them
   * @param scoreFrom first position whose token is scored, if the one before it is in the range
   */
  record Work(Sequence sequence, int start, int end, boolean draws, int scoreFrom) {}
}
