package io.sglflink.runtime.engine;

import io.sglflink.runtime.cost.CostModel;
import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.Arrays;

/**
 * The tree of slots that neighbouring row groups have in common, and who attends them.
 *
 * <p>Leaves are row groups; a node is a range of positions whose slots all groups below it have in
 * common: the intervals of the longest common prefixes of neighbours (Abouelhoda, Kurtz, Ohlebusch
 * 2004). Either a node is attended once for all its rows, or it is handed down: each child attends
 * it together with its own. Rates and extras say what a child asks for that.
 */
final class SegmentTree {

  private static final int NONE = -1;

  private final RowGroups groups;
  private final SegmentStyle style;
  private final CostModel cost;
  private final int root;
  private int nodes;

  /** The position where a node's range ends; it begins where its parent's ends. */
  private final int[] depth;

  private final int[] parent;
  private final int[] firstChild;
  private final int[] lastChild;
  private final int[] sibling;
  private final int[] firstGroup;
  private final int[] endGroup;

  /** The first position that any of a node's rows sees, and that all of them see. */
  private final int[] seenByFirst;

  private final int[] seenByAll;

  /**
   * Seconds that a node's children, or a leaf, ask for one slot more, and for one run more; apart
   * from decoding rows where those may be gathered, which are counted.
   */
  private final double[] rate;

  private final double[] extra;
  private final int[] singles;

  SegmentTree(RowGroups groups, SegmentStyle style, CostModel cost) {
    this.groups = groups;
    this.style = style;
    this.cost = cost;
    this.root = groups.count();
    int most = 2 * root + 1;
    depth = new int[most];
    parent = new int[most];
    firstChild = new int[most];
    lastChild = new int[most];
    sibling = new int[most];
    firstGroup = new int[most];
    endGroup = new int[most];
    seenByFirst = new int[most];
    seenByAll = new int[most];
    rate = new double[most];
    extra = new double[most];
    singles = new int[most];
    Arrays.fill(firstChild, NONE);
    Arrays.fill(sibling, NONE);
    build();
    for (int child = firstChild[root]; child != NONE; child = sibling[child]) {
      estimate(child);
    }
  }

  /** Whether any two groups have slots in common. */
  boolean isShared() {
    return nodes > root + 1;
  }

  private void build() {
    nodes = root;
    int top = open(0, 0);
    parent[root] = NONE;
    for (int group = 0; group < root; group++) {
      leaf(group);
      int common = group + 1 == root ? 0 : groups.common(group, group + 1);
      int closed = group;
      while (depth[top] > common) {
        attach(closed, top);
        closed = top;
        top = parent[top];
      }
      if (depth[top] < common) {
        int node = open(common, firstGroup[closed]);
        parent[node] = top;
        top = node;
      }
      attach(closed, top);
    }
  }

  private int open(int end, int group) {
    depth[nodes] = end;
    firstGroup[nodes] = group;
    seenByFirst[nodes] = Integer.MAX_VALUE;
    return nodes++;
  }

  private void leaf(int group) {
    depth[group] = groups.start(group);
    firstGroup[group] = group;
    endGroup[group] = group + 1;
    seenByFirst[group] = groups.seenByFirst(group);
    seenByAll[group] = groups.seenByLast(group);
  }

  private void attach(int child, int node) {
    parent[child] = node;
    if (firstChild[node] == NONE) {
      firstChild[node] = child;
    } else {
      sibling[lastChild[node]] = child;
    }
    lastChild[node] = child;
    endGroup[node] = endGroup[child];
    seenByFirst[node] = Math.min(seenByFirst[node], seenByFirst[child]);
    seenByAll[node] = Math.max(seenByAll[node], seenByAll[child]);
  }

  private int rows(int node) {
    return groups.row(endGroup[node]) - groups.row(firstGroup[node]);
  }

  /** What a segment of these rows costs besides its slots. */
  private double segment(int rows) {
    return (style == SegmentStyle.EACH ? cost.call() : 0) + rows * cost.merge();
  }

  /** Whether a leaf is a row that may be gathered. */
  private boolean isSingle(int leaf) {
    return style == SegmentStyle.EACH && groups.rows(leaf) == 1;
  }

  /** What one row costs that may be gathered. */
  private double single(int runs, int slots) {
    double calls = runs * cost.call() + slots * cost.slot(1);
    return runs * cost.merge() + Math.min(calls, slots * cost.gather());
  }

  private void estimate(int node) {
    if (node < root) {
      if (isSingle(node)) {
        singles[node] = 1;
      } else {
        rate[node] = cost.slot(groups.rows(node));
        extra[node] = segment(groups.rows(node));
      }
      return;
    }
    for (int child = firstChild[node]; child != NONE; child = sibling[child]) {
      estimate(child);
      boolean shared = child >= root && pays(child, depth[node]);
      rate[node] += shared ? cost.slot(rows(child)) : rate[child];
      extra[node] += shared ? segment(rows(child)) : extra[child];
      singles[node] += shared ? 0 : singles[child];
    }
  }

  /** Whether to attend positions {@code from} to the node's end once for all its rows. */
  private boolean pays(int node, int from) {
    int start = Math.max(from, seenByFirst[node]);
    if (start >= depth[node] || seenByAll[node] > start) {
      return false;
    }
    int group = firstGroup[node];
    int runs = 1 + groups.runAt(group, depth[node] - 1) - groups.runAt(group, start);
    int slots = depth[node] - start;
    double once = runs * segment(rows(node)) + slots * cost.slot(rows(node));
    double apart = runs * extra[node] + slots * rate[node] + singles[node] * single(runs, slots);
    return once < apart - continued(node, runs, slots);
  }

  /** What the children save whose slots go on where the node's end: one call and merge each. */
  private double continued(int node, int runs, int slots) {
    double saved = 0;
    for (int child = firstChild[node]; child != NONE; child = sibling[child]) {
      int group = firstGroup[child];
      if (groups.runStart(groups.runAt(group, depth[node])) < depth[node]) {
        saved +=
            child < root && isSingle(child)
                ? single(runs, slots) - single(runs - 1, slots)
                : segment(rows(child));
      }
    }
    return saved;
  }

  /** A bound that the cost of {@link #apart} is not under: what its rows see, without calls. */
  double leastApart() {
    double together = 0;
    for (int group = 0; group < root; group++) {
      int end = groups.end(group);
      if (groups.rows(group) == 1) {
        double slot = isSingle(group) ? Math.min(cost.slot(1), cost.gather()) : cost.slot(1);
        together += slot * Math.min(end, groups.window());
      } else {
        double pair = Math.min(cost.compute(), cost.gather());
        for (int position = groups.start(group); position < end; position++) {
          together += pair * Math.min(position + 1, groups.window());
        }
      }
    }
    return together;
  }

  /** Lists the segments that cost least; those of a node come before those of its children. */
  SegmentList shared() {
    SegmentList list = new SegmentList(groups, style, cost);
    list(root, 0, list);
    return list;
  }

  /** Lists the segments with which every group attends all its slots itself. */
  SegmentList apart() {
    SegmentList list = new SegmentList(groups, style, cost);
    for (int group = 0; group < root; group++) {
      list(group, 0, list);
    }
    return list;
  }

  private void list(int node, int from, SegmentList to) {
    if (node < root) {
      leaf(node, from, to);
      return;
    }
    int next = from;
    if (pays(node, from)) {
      int position = Math.max(from, seenByFirst[node]);
      int group = firstGroup[node];
      for (int run = groups.runAt(group, position); position < depth[node]; run++) {
        int end = Math.min(depth[node], groups.runEnd(group, run));
        to.shared(group, endGroup[node], groups.slot(run, position), end - position);
        position = end;
      }
      next = depth[node];
    }
    for (int child = firstChild[node]; child != NONE; child = sibling[child]) {
      list(child, next, to);
    }
  }

  /** A group's segments from position {@code from} on. */
  private void leaf(int group, int from, SegmentList to) {
    int rows = groups.rows(group);
    int start = groups.start(group);
    int end = groups.end(group);
    int own = groups.ownRun(group);
    int touching = Math.max(from, groups.runStart(own));
    // Of a window that begins inside the run, the causal segment itself hides what is out of it.
    boolean square = style == SegmentStyle.EACH && rows > 1 && groups.seenByLast(group) <= touching;
    int first = square ? start : Math.max(touching, groups.seenByFirst(group));
    int before = square ? start : touching;
    for (int run = groups.runAt(group, from), position = from; position < before; run++) {
      int next = Math.min(before, groups.runEnd(group, run));
      cut(group, position, next, groups.slot(run, position), to);
      position = next;
    }
    int kind = rows > 1 ? Attention.CAUSAL : Attention.PLAIN;
    to.own(group, groups.slot(own, first), end - first, kind);
  }

  /** What the windows of a group's rows leave of positions before its own. */
  private void cut(int group, int from, int to, int slot, SegmentList list) {
    int row = groups.row(group);
    int rows = groups.rows(group);
    int hidden = groups.start(group) + 1 - groups.window() - from;
    int whole = Math.min(rows, Math.max(0, 1 - hidden));
    if (whole > 0) {
      list.before(group, row, whole, slot, to - from, false);
    }
    for (int i = whole; i < rows && hidden + i < to - from; i++) {
      list.before(group, row + i, 1, slot + hidden + i, to - from - hidden - i, i > 0);
    }
  }
}
