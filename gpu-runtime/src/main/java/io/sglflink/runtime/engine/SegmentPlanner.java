package io.sglflink.runtime.engine;

import io.sglflink.runtime.kv.Extent;
import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a step's attention into segments.
 *
 * <p>Rows of one sequence whose slots lie in the same extent form a row group. Each group attends
 * the extents before its own whole, and its own up to each row: the latter is wave 0, every further
 * extent one wave more. Sequences with a common prefix list its extents first, so in these waves
 * they meet, and neighbours share one segment: its keys and values are read once for all of them.
 *
 * <p>With a window, extents before all rows' windows are left out. Where a window begins inside an
 * extent before the group's own, the rows whose windows do are segments of their own, cut to size.
 */
final class SegmentPlanner {

  /** A window that hides nothing; sums with positions stay in range. */
  static final int NO_WINDOW = 1 << 30;

  private final SegmentStyle style;
  private final int window;
  private final List<Group> groups = new ArrayList<>();
  private final Longs slots = new Longs();
  private int rows;

  /**
   * @param window tokens that a row sees, itself among them
   */
  SegmentPlanner(SegmentStyle style, int window) {
    this.style = style;
    this.window = window;
  }

  /** A row group's segments in each wave, which cover its first rows in order. */
  private record Group(int row, int rows, List<List<Segment>> waves) {}

  private record Segment(int row, int rows, int slot, int slots, boolean causal) {

    Segment with(int more) {
      return new Segment(row, rows + more, slot, slots, causal);
    }

    boolean isContinuedBy(Segment next) {
      return next.row == row + rows
          && next.slot == slot
          && next.slots == slots
          && !causal
          && !next.causal;
    }
  }

  /** Adds tokens {@code start} to {@code end} of a sequence that owns {@code extents}. */
  void add(List<Extent> extents, int start, int end) {
    int position = 0;
    for (int i = 0; i < extents.size() && position < end; i++) {
      Extent extent = extents.get(i);
      int first = Math.max(start, position);
      int last = Math.min(end, position + extent.length());
      if (first < last) {
        group(extents.subList(0, i), extent, position, first - position, last - position);
      }
      position += extent.length();
    }
  }

  /** Adds tokens {@code first} to {@code last} of {@code own}, which begins at {@code position}. */
  private void group(List<Extent> before, Extent own, int position, int first, int last) {
    int count = last - first;
    List<List<Segment>> waves = new ArrayList<>();
    if (style == SegmentStyle.EACH && count > 1 && last <= window) {
      waves.add(List.of(new Segment(rows, count, own.start() + first, count, true)));
      if (first > 0) {
        waves.add(List.of(new Segment(rows, count, own.start(), first, false)));
      }
    } else {
      int from = Math.max(0, first + 1 - window);
      waves.add(List.of(new Segment(rows, count, own.start() + from, last - from, count > 1)));
    }
    int start = 0;
    for (Extent extent : before) {
      List<Segment> cut = cut(extent, start, position + first, count);
      if (!cut.isEmpty()) {
        waves.add(cut);
      }
      start += extent.length();
    }
    groups.add(new Group(rows, count, waves));
    for (int slot = first; slot < last; slot++) {
      slots.add(own.start() + slot);
    }
    rows += count;
  }

  /**
   * What the windows of {@code count} rows leave of an extent before theirs.
   *
   * @param start position of the extent's first token
   * @param position position of the first row
   */
  private List<Segment> cut(Extent extent, int start, int position, int count) {
    List<Segment> segments = new ArrayList<>();
    int whole = Math.min(count, Math.max(0, start + window - position));
    if (whole > 0) {
      segments.add(new Segment(rows, whole, extent.start(), extent.length(), false));
    }
    for (int row = whole; row < count; row++) {
      int hidden = position + row + 1 - window - start;
      if (hidden >= extent.length()) {
        break;
      }
      segments.add(
          new Segment(rows + row, 1, extent.start() + hidden, extent.length() - hidden, false));
    }
    return segments;
  }

  /** The pool slot of each row added so far. */
  long[] slots() {
    return slots.toArray();
  }

  /** All segments and waves, in the form that attention.py documents. */
  Attention plan() {
    Longs segments = new Longs();
    Longs waves = new Longs();
    int waveCount = groups.stream().mapToInt(group -> group.waves().size()).max().orElse(0);
    int end = 0;
    for (int wave = 0; wave < waveCount; wave++) {
      List<Segment> inWave = wave(wave);
      inWave.forEach(segment -> add(segment, segments));
      end += inWave.size();
      waves.add(end);
      waves.add(inWave.stream().mapToInt(Segment::rows).max().orElseThrow());
      waves.add(inWave.stream().mapToInt(Segment::slots).max().orElseThrow());
    }
    return new Attention(segments.toArray(), waves.toArray());
  }

  /** The segments of one wave; neighbours that attend the same slots whole are one. */
  private List<Segment> wave(int wave) {
    List<Segment> segments = new ArrayList<>();
    for (Group group : groups) {
      int covered = 0;
      if (wave < group.waves().size()) {
        for (Segment segment : group.waves().get(wave)) {
          append(segment, segments);
          covered += segment.rows();
        }
      }
      if (covered < group.rows() && style == SegmentStyle.WAVES) {
        segments.add(new Segment(group.row() + covered, group.rows() - covered, 0, 0, false));
      }
    }
    return segments;
  }

  private static void append(Segment segment, List<Segment> to) {
    int last = to.size() - 1;
    if (last >= 0 && to.get(last).isContinuedBy(segment)) {
      to.set(last, to.get(last).with(segment.rows()));
    } else {
      to.add(segment);
    }
  }

  private static void add(Segment segment, Longs to) {
    to.add(segment.row());
    to.add(segment.rows());
    to.add(segment.slot());
    to.add(segment.slots());
    to.add(segment.causal() ? Attention.CAUSAL : Attention.PLAIN);
  }
}
