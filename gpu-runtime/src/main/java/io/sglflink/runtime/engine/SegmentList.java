package io.sglflink.runtime.engine;

import io.sglflink.runtime.cost.CostModel;
import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.ArrayList;
import java.util.List;

/**
 * Segments on their way into waves.
 *
 * <p>They are listed in the order of their groups, a shared one before those of single groups, so
 * that each wave comes out in the order of its rows. A group's own rows are in the first wave; any
 * other segment is in the first wave that is free for all its groups.
 */
final class SegmentList {

  /** Most segments that a long one is split into, and what their slots are a multiple of. */
  private static final int MOST_PARTS = 64;

  private static final int BLOCK = 128;

  private final RowGroups groups;
  private final SegmentStyle style;
  private final CostModel cost;
  private final List<Segment> segments = new ArrayList<>();

  /** Where a segment's wave is. */
  private enum Place {
    /** The first that is free for all its groups. */
    NEXT,
    /** That of the segment listed before. */
    BESIDE,
    /** The first one of all. */
    OWN
  }

  /** What rows of groups {@code group} to {@code endGroup} attend. */
  private record Segment(
      int row, int rows, int slot, int slots, int kind, int group, int endGroup, Place place) {

    /** Parts that it is split into; what is causal stays whole. */
    int parts(int most) {
      return kind == Attention.PLAIN ? 1 + (slots - 1) / most : 1;
    }
  }

  SegmentList(RowGroups groups, SegmentStyle style, CostModel cost) {
    this.groups = groups;
    this.style = style;
    this.cost = cost;
  }

  /** All rows of some groups attend slots before their own. */
  void shared(int group, int endGroup, int slot, int slots) {
    int row = groups.row(group);
    int rows = groups.row(endGroup) - row;
    segments.add(new Segment(row, rows, slot, slots, Attention.PLAIN, group, endGroup, Place.NEXT));
  }

  /**
   * Rows of one group attend slots before its own.
   *
   * @param beside whether in the same wave as the segment listed before
   */
  void before(int group, int row, int rows, int slot, int slots, boolean beside) {
    Place place = beside ? Place.BESIDE : Place.NEXT;
    segments.add(new Segment(row, rows, slot, slots, Attention.PLAIN, group, group + 1, place));
  }

  /** The rows of a group attend slots that end with their own. */
  void own(int group, int slot, int slots, int kind) {
    int rows = groups.rows(group);
    segments.add(
        new Segment(groups.row(group), rows, slot, slots, kind, group, group + 1, Place.OWN));
  }

  /** All segments and waves, in the form that {@link Attention} documents. */
  Attention attention() {
    int most = style == SegmentStyle.WAVES ? mostSlots() : Integer.MAX_VALUE;
    Waves waves = new Waves();
    int[] ends = new int[groups.count()];
    int wave = 0;
    for (Segment segment : segments) {
      int parts = segment.parts(most);
      boolean own = segment.place() == Place.OWN;
      if (segment.place() != Place.BESIDE) {
        wave = Math.max(1, ends[segment.group()]);
      }
      int slot = segment.slot();
      int left = segment.slots();
      for (int part = parts; part > 0; part--) {
        int slots = part == 1 ? left : most;
        int in = own && part == 1 ? 0 : wave + parts - part;
        waves.add(in, segment.row(), segment.rows(), slot, slots, segment.kind());
        slot += slots;
        left -= slots;
      }
      int used = own ? parts - 1 : parts;
      for (int group = segment.group(); group < segment.endGroup(); group++) {
        ends[group] = Math.max(ends[group], wave + used);
      }
    }
    return style == SegmentStyle.EACH ? waves.each(cost) : waves.filled(groups.rows());
  }

  /**
   * The most slots that a segment may have: long ones are split so that more of the device works on
   * them, until that costs more in merges than the shorter wait saves.
   */
  private int mostSlots() {
    int longest = 0;
    double together = 0;
    for (Segment segment : segments) {
      if (segment.kind() == Attention.PLAIN) {
        longest = Math.max(longest, segment.slots());
        together += segment.slots() * cost.slot(segment.rows());
      }
    }
    int best = Integer.MAX_VALUE;
    double least = seconds(longest, best, together);
    for (int parts = 2; parts <= MOST_PARTS && cost.latency() * longest > together; parts++) {
      int most = BLOCK * (1 + (longest / parts - 1) / BLOCK);
      double seconds = seconds(most, most, together);
      if (seconds < least) {
        least = seconds;
        best = most;
      }
      if (cost.latency() * most <= together || most <= BLOCK) {
        break;
      }
      parts += parts / 4;
    }
    return best;
  }

  private double seconds(int longest, int most, double together) {
    int[] ends = new int[groups.count()];
    int waves = 1;
    for (Segment segment : segments) {
      int all = segment.place() == Place.BESIDE ? 0 : segment.parts(most);
      int used = segment.place() == Place.OWN ? all - 1 : all;
      for (int group = segment.group(); group < segment.endGroup(); group++) {
        ends[group] += used;
        waves = Math.max(waves, 1 + ends[group]);
      }
    }
    double merges = waves == 1 ? 0 : cost.call() + cost.merge() * groups.rows() * waves;
    return merges + Math.max(cost.latency() * longest, together);
  }
}
