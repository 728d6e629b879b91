package io.sglflink.runtime.engine;

import io.sglflink.runtime.cost.CostModel;
import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.Arrays;

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

  /** Row, rows, slot, slots, kind, first group, end of groups, place. */
  private static final int COLUMNS = 8;

  private static final int NEXT = 0;
  private static final int BESIDE = 1;
  private static final int OWN = 2;

  private final RowGroups groups;
  private final SegmentStyle style;
  private final CostModel cost;
  private int[] listed = new int[COLUMNS * 128];
  private int count;

  SegmentList(RowGroups groups, SegmentStyle style, CostModel cost) {
    this.groups = groups;
    this.style = style;
    this.cost = cost;
  }

  /** All rows of some groups attend slots before their own. */
  void shared(int group, int endGroup, int slot, int slots) {
    int row = groups.row(group);
    add(row, groups.row(endGroup) - row, slot, slots, Attention.PLAIN, group, endGroup, NEXT);
  }

  /**
   * Rows of one group attend slots before its own.
   *
   * @param beside whether in the same wave as the segment listed before
   */
  void before(int group, int row, int rows, int slot, int slots, boolean beside) {
    int place = beside ? BESIDE : NEXT;
    add(row, rows, slot, slots, Attention.PLAIN, group, group + 1, place);
  }

  /** The rows of a group attend slots that end with their own. */
  void own(int group, int slot, int slots, int kind) {
    add(groups.row(group), groups.rows(group), slot, slots, kind, group, group + 1, OWN);
  }

  private void add(
      int row, int rows, int slot, int slots, int kind, int group, int endGroup, int place) {
    if (COLUMNS * (count + 1) > listed.length) {
      listed = Arrays.copyOf(listed, 2 * listed.length);
    }
    int at = COLUMNS * count++;
    listed[at] = row;
    listed[at + 1] = rows;
    listed[at + 2] = slot;
    listed[at + 3] = slots;
    listed[at + 4] = kind;
    listed[at + 5] = group;
    listed[at + 6] = endGroup;
    listed[at + 7] = place;
  }

  /** All segments and waves, in the form that {@link Attention} documents. */
  Attention attention() {
    int most = style == SegmentStyle.WAVES ? mostSlots() : Integer.MAX_VALUE;
    Waves waves = new Waves();
    int[] ends = new int[groups.count()];
    int wave = 0;
    for (int at = 0; at < COLUMNS * count; at += COLUMNS) {
      int parts = parts(at, most);
      int place = listed[at + 7];
      int group = listed[at + 5];
      if (place != BESIDE) {
        wave = Math.max(1, ends[group]);
      }
      int slot = listed[at + 2];
      int left = listed[at + 3];
      for (int part = parts; part > 0; part--) {
        int slots = part == 1 ? left : most;
        int in = place == OWN && part == 1 ? 0 : wave + parts - part;
        waves.add(in, listed[at], listed[at + 1], slot, slots, listed[at + 4]);
        slot += slots;
        left -= slots;
      }
      int used = place == OWN ? parts - 1 : parts;
      for (int g = group; g < listed[at + 6]; g++) {
        ends[g] = Math.max(ends[g], wave + used);
      }
    }
    return style == SegmentStyle.EACH ? waves.each(cost) : waves.filled(groups.rows());
  }

  /** Parts that a segment is split into; what is causal stays whole. */
  private int parts(int at, int most) {
    return listed[at + 4] == Attention.PLAIN ? 1 + (listed[at + 3] - 1) / most : 1;
  }

  /**
   * The most slots that a segment may have: long ones are split so that more of the device works on
   * them, until that costs more in merges than the shorter wait saves.
   */
  private int mostSlots() {
    int longest = 0;
    double together = 0;
    for (int at = 0; at < COLUMNS * count; at += COLUMNS) {
      if (listed[at + 4] == Attention.PLAIN) {
        longest = Math.max(longest, listed[at + 3]);
        together += listed[at + 3] * cost.slot(listed[at + 1]);
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
    for (int at = 0; at < COLUMNS * count; at += COLUMNS) {
      int place = listed[at + 7];
      int used = place == BESIDE ? 0 : parts(at, most) - (place == OWN ? 1 : 0);
      for (int group = listed[at + 5]; group < listed[at + 6]; group++) {
        ends[group] += used;
        waves = Math.max(waves, 1 + ends[group]);
      }
    }
    double merges = waves == 1 ? 0 : cost.call() + cost.merge() * groups.rows() * waves;
    return merges + Math.max(cost.latency() * longest, together);
  }
}
