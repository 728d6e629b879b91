package io.sglflink.runtime.engine;

import io.sglflink.runtime.kv.Extent;
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
 */
final class SegmentPlanner {

  private final SegmentStyle style;
  private final List<List<Segment>> groups = new ArrayList<>();
  private final Longs slots = new Longs();
  private int rows;

  SegmentPlanner(SegmentStyle style) {
    this.style = style;
  }

  private record Segment(int row, int rows, int slot, int slots, boolean causal) {

    /** The same rows without any slots. */
    Segment nothing() {
      return new Segment(row, rows, 0, 0, false);
    }

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
        group(extents.subList(0, i), extent, first - position, last - position);
      }
      position += extent.length();
    }
  }

  private void group(List<Extent> before, Extent own, int first, int last) {
    int count = last - first;
    List<Segment> segments = new ArrayList<>();
    if (style == SegmentStyle.EACH && count > 1) {
      segments.add(new Segment(rows, count, own.start() + first, count, true));
      if (first > 0) {
        segments.add(new Segment(rows, count, own.start(), first, false));
      }
    } else {
      segments.add(new Segment(rows, count, own.start(), last, count > 1));
    }
    for (Extent extent : before) {
      segments.add(new Segment(rows, count, extent.start(), extent.length(), false));
    }
    groups.add(segments);
    for (int slot = first; slot < last; slot++) {
      slots.add(own.start() + slot);
    }
    rows += count;
  }

  /** The pool slot of each row added so far. */
  long[] slots() {
    return slots.toArray();
  }

  /** Fills {@code segments} and {@code waves} in the form that attention.py documents. */
  void plan(Longs segments, Longs waves) {
    int waveCount = groups.stream().mapToInt(List::size).max().orElse(0);
    int end = 0;
    for (int wave = 0; wave < waveCount; wave++) {
      List<Segment> inWave = wave(wave);
      inWave.forEach(segment -> add(segment, segments));
      end += inWave.size();
      waves.add(end);
      waves.add(inWave.stream().mapToInt(Segment::rows).max().orElseThrow());
      waves.add(inWave.stream().mapToInt(Segment::slots).max().orElseThrow());
    }
  }

  /** The segments of one wave; neighbours that attend the same slots whole are one. */
  private List<Segment> wave(int wave) {
    List<Segment> segments = new ArrayList<>();
    for (List<Segment> group : groups) {
      boolean none = wave >= group.size();
      if (none && style == SegmentStyle.EACH) {
        continue;
      }
      Segment segment = none ? group.get(0).nothing() : group.get(wave);
      int last = segments.size() - 1;
      if (last >= 0 && segments.get(last).isContinuedBy(segment)) {
        segments.set(last, segments.get(last).with(segment.rows()));
      } else {
        segments.add(segment);
      }
    }
    return segments;
  }

  private static void add(Segment segment, Longs to) {
    to.add(segment.row());
    to.add(segment.rows());
    to.add(segment.slot());
    to.add(segment.slots());
    to.add(segment.causal() ? 1 : 0);
  }
}
