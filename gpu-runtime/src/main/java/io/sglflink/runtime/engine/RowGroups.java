package io.sglflink.runtime.engine;

import io.sglflink.runtime.kv.Extent;
import java.util.Arrays;
import java.util.List;

/**
 * A step's rows: each group is neighbouring tokens of one sequence in neighbouring slots.
 *
 * <p>A sequence's slots are runs, extents that touch made one, so how the cache happens to cut them
 * makes no difference.
 */
final class RowGroups {

  private static final int RUN = 2;
  private static final int GROUP = 5;

  private final int window;
  private int[] runs = new int[RUN * 64];
  private int runCount;
  private int[] groups = new int[GROUP * 64];
  private int count;
  private int rows;

  /**
   * @param window tokens that a row sees, itself among them
   */
  RowGroups(int window) {
    this.window = window;
  }

  /** Adds tokens {@code start} to {@code end} of a sequence that owns {@code extents}. */
  void add(List<Extent> extents, int start, int end) {
    int first = runCount;
    int position = 0;
    int touching = -1;
    for (int i = 0; i < extents.size() && position < end; i++) {
      Extent extent = extents.get(i);
      if (extent.start() != touching) {
        addRun(position, extent.start());
      }
      touching = extent.end();
      position += extent.length();
    }
    if (position < end) {
      throw new IllegalArgumentException(
          "a sequence owns " + position + " slots, its rows end at position " + end);
    }
    for (int run = first; run < runCount; run++) {
      int from = Math.max(start, runs[RUN * run]);
      int to = run + 1 == runCount ? end : Math.min(end, runs[RUN * run + RUN]);
      if (from < to) {
        addGroup(first, run, from, to);
      }
    }
  }

  private void addRun(int position, int slot) {
    if (RUN * runCount == runs.length) {
      runs = Arrays.copyOf(runs, 2 * runs.length);
    }
    runs[RUN * runCount] = position;
    runs[RUN * runCount + 1] = slot;
    runCount++;
  }

  private void addGroup(int firstRun, int lastRun, int start, int end) {
    if (GROUP * count == groups.length) {
      groups = Arrays.copyOf(groups, 2 * groups.length);
    }
    int at = GROUP * count++;
    groups[at] = firstRun;
    groups[at + 1] = lastRun;
    groups[at + 2] = start;
    groups[at + 3] = end;
    groups[at + 4] = rows;
    rows += end - start;
  }

  int count() {
    return count;
  }

  /** Tokens that a row sees, itself among them. */
  int window() {
    return window;
  }

  /** Rows of all groups. */
  int rows() {
    return rows;
  }

  /** A group's first row; of the group after the last, the number of rows. */
  int row(int group) {
    return group == count ? rows : groups[GROUP * group + 4];
  }

  /** Rows of one group. */
  int rows(int group) {
    return end(group) - start(group);
  }

  /** Position of a group's first token. */
  int start(int group) {
    return groups[GROUP * group + 2];
  }

  /** Position after a group's last token. */
  int end(int group) {
    return groups[GROUP * group + 3];
  }

  /** The first position that any row of a group sees. */
  int seenByFirst(int group) {
    return Math.max(0, start(group) + 1 - window);
  }

  /** The first position that all rows of a group see, but for those after themselves. */
  int seenByLast(int group) {
    return Math.max(0, end(group) - window);
  }

  /** The run of a group's sequence that holds {@code position}, of the group's own or before. */
  int runAt(int group, int position) {
    int run = groups[GROUP * group];
    int last = groups[GROUP * group + 1];
    while (run < last && runs[RUN * run + RUN] <= position) {
      run++;
    }
    return run;
  }

  /** The run that holds a group's own tokens. */
  int ownRun(int group) {
    return groups[GROUP * group + 1];
  }

  int runStart(int run) {
    return runs[RUN * run];
  }

  /** The position after a run's last one that a group's rows may see. */
  int runEnd(int group, int run) {
    return run == ownRun(group) ? end(group) : runs[RUN * run + RUN];
  }

  /** The slot of {@code position}, which is in {@code run}. */
  int slot(int run, int position) {
    return runs[RUN * run + 1] + position - runs[RUN * run];
  }

  /** The pool slot of each row. */
  long[] slots() {
    long[] slots = new long[rows];
    for (int group = 0; group < count; group++) {
      int slot = slot(ownRun(group), start(group));
      for (int row = row(group); row < row(group + 1); row++) {
        slots[row] = slot++;
      }
    }
    return slots;
  }

  /** Tokens before their own rows that two neighbouring groups have in the same slots. */
  int common(int group, int next) {
    int limit = Math.min(start(group), start(next));
    int a = groups[GROUP * group];
    int b = groups[GROUP * next];
    if (a == b) {
      return limit;
    }
    int position = 0;
    while (position < limit && slot(a, position) == slot(b, position)) {
      int endA = runEnd(group, a);
      int endB = runEnd(next, b);
      position = Math.min(endA, endB);
      a += position == endA ? 1 : 0;
      b += position == endB ? 1 : 0;
    }
    return Math.min(position, limit);
  }
}
