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

  /** Rows of the step. */
  int rows() {
    int rows = 0;
    for (Work w : work) {
      rows += w.end() - w.start();
    }
    return rows;
  }

  /**
   * Tokens {@code start} to {@code end} of a sequence.
   *
   * @param draws whether a token is drawn after the last of them
   */
  record Work(Sequence sequence, int start, int end, boolean draws) {}
}
