package io.sglflink.runtime.engine;

import io.sglflink.runtime.cost.CostModel;
import io.sglflink.runtime.step.StepInput.Attention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Segments by wave, in the form that the attention operators of a style want.
 *
 * <p>Segments of one wave are added in the order of their rows.
 */
final class Waves {

  /** Row, rows, slot, slots, kind. */
  private static final int FIELDS = 5;

  private final List<Longs> added = new ArrayList<>();
  private final Longs segments = new Longs();
  private final Longs waves = new Longs();
  private long mostRows;
  private long mostSlots;

  void add(int wave, int row, int rows, int slot, int slots, int kind) {
    while (added.size() <= wave) {
      added.add(new Longs());
    }
    write(added.get(wave), row, rows, slot, slots, kind);
  }

  private static void write(Longs to, long row, long rows, long slot, long slots, long kind) {
    to.add(row);
    to.add(rows);
    to.add(slot);
    to.add(slots);
    to.add(kind);
  }

  /** The form of StepModel.SegmentStyle.EACH: short segments of one row gathered. */
  Attention each(CostModel cost) {
    long gathered = mostGathered(cost);
    for (Longs wave : added) {
      for (int at = 0; at < wave.size(); at += FIELDS) {
        if (!isGathered(wave, at, gathered)) {
          append(wave, at, wave.get(at + 4));
        }
      }
      for (int at = 0; at < wave.size(); at += FIELDS) {
        if (isGathered(wave, at, gathered)) {
          append(wave, at, Attention.GATHERED);
        }
      }
      endWave();
    }
    return new Attention(segments.toArray(), waves.toArray());
  }

  private static boolean isSingle(Longs wave, int at) {
    return wave.get(at + 1) == 1 && wave.get(at + 4) == Attention.PLAIN;
  }

  private static boolean isGathered(Longs wave, int at, long most) {
    return isSingle(wave, at) && wave.get(at + 3) <= most;
  }

  /**
   * The most slots of a segment that is gathered. One call for the shortest of all waves, padded to
   * the longest of them, saves their own calls.
   */
  private long mostGathered(CostModel cost) {
    Longs singles = new Longs();
    for (Longs wave : added) {
      for (int at = 0; at < wave.size(); at += FIELDS) {
        if (isSingle(wave, at)) {
          singles.add(wave.get(at + 3));
        }
      }
    }
    long[] slots = singles.toArray();
    Arrays.sort(slots);
    double best = 0;
    long most = -1;
    double calls = 0;
    for (int i = 0; i < slots.length; i++) {
      calls += cost.call() + slots[i] * cost.slot(1);
      double saved = calls - cost.call() - (i + 1) * slots[i] * cost.gather();
      // Those of equal length go together.
      boolean last = i + 1 == slots.length || slots[i + 1] > slots[i];
      if (last && saved > best) {
        best = saved;
        most = slots[i];
      }
    }
    return most;
  }

  /** The form of StepModel.SegmentStyle.WAVES: every wave lists all of the step's rows. */
  Attention filled(int rows) {
    for (Longs wave : added) {
      long next = 0;
      for (int at = 0; at < wave.size(); at += FIELDS) {
        fill(next, wave.get(at));
        append(wave, at, wave.get(at + 4));
        next = wave.get(at) + wave.get(at + 1);
      }
      fill(next, rows);
      endWave();
    }
    return new Attention(segments.toArray(), waves.toArray());
  }

  private void fill(long from, long to) {
    if (from < to) {
      append(from, to - from, 0, 0, Attention.PLAIN);
    }
  }

  private void append(Longs wave, int at, long kind) {
    append(wave.get(at), wave.get(at + 1), wave.get(at + 2), wave.get(at + 3), kind);
  }

  private void append(long row, long rows, long slot, long slots, long kind) {
    write(segments, row, rows, slot, slots, kind);
    mostRows = Math.max(mostRows, rows);
    mostSlots = Math.max(mostSlots, slots);
  }

  private void endWave() {
    waves.add(segments.size() / FIELDS);
    waves.add(mostRows);
    waves.add(mostSlots);
    mostRows = 0;
    mostSlots = 0;
  }
}
