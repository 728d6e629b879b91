package io.sglflink.runtime.engine;

import io.sglflink.runtime.cost.CostModel;
import io.sglflink.runtime.kv.Extent;
import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.List;

/**
 * Cuts a step's attention into segments.
 *
 * <p>Rows of one sequence whose slots are neighbours form a row group. Each group attends what was
 * there before its own slots, and its own up to each row. Where groups that are neighbours have
 * slots before their own in common, one segment attends them for all of them, if that costs less:
 * sequences that share a prefix therefore come one after the other, in depth-first order of the
 * tree that they form.
 *
 * <p>Where nothing is shared, or sharing costs more, the outcome is plain attention: a segment for
 * each group and run of neighbouring slots.
 *
 * <p>With a window, what no row sees is left out. Where a window begins inside a run before the
 * group's own, the rows whose windows do are segments of their own, cut to size; slots are shared
 * where all rows that would share them see all of them.
 *
 * <p>One object plans one step, on one thread.
 */
public final class SegmentPlanner {

  /** A window that hides nothing; sums with positions stay in range. */
  public static final int NO_WINDOW = 1 << 30;

  private final SegmentStyle style;
  private final CostModel cost;
  private final boolean treeAttention;
  private final RowGroups groups;

  /**
   * @param window tokens that a row sees, itself among them
   * @param treeAttention whether rows may share segments at all
   */
  public SegmentPlanner(SegmentStyle style, int window, CostModel cost, boolean treeAttention) {
    this.style = style;
    this.cost = cost;
    this.treeAttention = treeAttention;
    this.groups = new RowGroups(window);
  }

  /**
   * Adds tokens {@code start} to {@code end} of a sequence that owns {@code extents}; they are the
   * next {@code end - start} rows.
   *
   * @throws IllegalArgumentException when the sequence does not own that many slots
   */
  public void add(List<Extent> extents, int start, int end) {
    groups.add(extents, start, end);
  }

  /** The pool slot of each row added so far. */
  long[] slots() {
    return groups.slots();
  }

  /** All segments and waves, in the form that {@link Attention} documents. */
  public Attention plan() {
    SegmentTree tree = new SegmentTree(groups, style, cost);
    if (!treeAttention || !tree.isShared()) {
      return tree.apart().attention();
    }
    Attention shared = tree.shared().attention();
    double seconds = cost.seconds(shared, style);
    if (seconds < tree.leastApart()) {
      return shared;
    }
    Attention apart = tree.apart().attention();
    return seconds < cost.seconds(apart, style) ? shared : apart;
  }
}
