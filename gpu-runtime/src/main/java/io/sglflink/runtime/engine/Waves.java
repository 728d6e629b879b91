package io.sglflink.runtime.engine;

import io.sglflink.runtime.cost.CostModel;
import io.sglflink.runtime.step.StepInput.Attention;
import java.util.Arrays;

/**
 * Segments by wave, in the form that the attention operators of a style want.
 *
 * <p>Segments of one wave are added in the order of their rows.
 */
final class Waves {

  /** Row, rows, slot, slots, kind, wave. */
  private static final int COLUMNS = 6;

  private int[] added = new int[COLUMNS * 128];
  private int count;
  private int waveCount;

  private final Longs segments = new Longs();
  private final Longs waves = new Longs();
  private int mostRows;
  private int mostSlots;

  void add(int wave, int row, int rows, int slot, int slots, int kind) {
    if (COLUMNS * (count + 1) > added.length) {
      added = Arrays.copyOf(added, 2 * added.length);
    }
    int at = COLUMNS * count++;
    added[at] = row;
    added[at + 1] = rows;
    added[at + 2] = slot;
    added[at + 3] = slots;
    added[at + 4] = kind;
    added[at + 5] = wave;
    waveCount = Math.max(waveCount, wave + 1);
  }

  /** Where each wave begins in {@link #byWave}, and where the last ends. */
  private int[] starts() {
    int[] starts = new int[waveCount + 1];
    for (int i = 0; i < count; i++) {
      starts[added[COLUMNS * i + 5] + 1]++;
    }
    for (int wave = 0; wave < waveCount; wave++) {
      starts[wave + 1] += starts[wave];
    }
    return starts;
  }

  /** Where in {@code added} each segment begins, wave by wave. */
  private int[] byWave(int[] starts) {
    int[] next = starts.clone();
    int[] order = new int[count];
    for (int at = 0; at < COLUMNS * count; at += COLUMNS) {
      order[next[added[at + 5]]++] = at;
    }
    return order;
  }

  /** The form of StepModel.SegmentStyle.EACH: short segments of one row gathered. */
  Attention each(CostModel cost) {
    int[] starts = starts();
    int[] order = byWave(starts);
    int gathered = mostGathered(cost);
    for (int wave = 0; wave < waveCount; wave++) {
      int from = starts[wave];
      int to = starts[wave + 1];
      for (int i = from; i < to; i++) {
        if (!isGathered(order[i], gathered)) {
          append(order[i], added[order[i] + 4]);
        }
      }
      for (int i = from; i < to; i++) {
        if (isGathered(order[i], gathered)) {
          append(order[i], Attention.GATHERED);
        }
      }
      endWave();
    }
    return new Attention(segments.toArray(), waves.toArray());
  }

  private boolean isSingle(int at) {
    return added[at + 1] == 1 && added[at + 4] == Attention.PLAIN;
  }

  private boolean isGathered(int at, int most) {
    return isSingle(at) && added[at + 3] <= most;
  }

  /**
   * The most slots of a segment that is gathered. One call for the shortest of all waves, padded to
   * the longest of them, saves their own calls.
   */
  private int mostGathered(CostModel cost) {
    int[] slots = new int[count];
    int singles = 0;
    for (int at = 0; at < COLUMNS * count; at += COLUMNS) {
      if (isSingle(at)) {
        slots[singles++] = added[at + 3];
      }
    }
    Arrays.sort(slots, 0, singles);
    double best = 0;
    int most = -1;
    double calls = 0;
    for (int i = 0; i < singles; i++) {
      calls += cost.call() + slots[i] * cost.slot(1);
      double saved = calls - cost.call() - (i + 1) * slots[i] * cost.gather();
      // Those of equal length go together.
      boolean last = i + 1 == singles || slots[i + 1] > slots[i];
      if (last && saved > best) {
        best = saved;
        most = slots[i];
      }
    }
    return most;
  }

  /** The form of StepModel.SegmentStyle.WAVES: every wave lists all of the step's rows. */
  Attention filled(int rows) {
    int[] starts = starts();
    int[] order = byWave(starts);
    for (int wave = 0; wave < waveCount; wave++) {
      int next = 0;
      for (int i = starts[wave]; i < starts[wave + 1]; i++) {
        int at = order[i];
        fill(next, added[at]);
        append(at, added[at + 4]);
        next = added[at] + added[at + 1];
      }
      fill(next, rows);
      endWave();
    }
    return new Attention(segments.toArray(), waves.toArray());
  }

  private void fill(int from, int to) {
    if (from < to) {
      append(from, to - from, 0, 0, Attention.PLAIN);
    }
  }

  private void append(int at, int kind) {
    append(added[at], added[at + 1], added[at + 2], added[at + 3], kind);
  }

  private void append(int row, int rows, int slot, int slots, int kind) {
    segments.add(row);
    segments.add(rows);
    segments.add(slot);
    segments.add(slots);
    segments.add(kind);
    mostRows = Math.max(mostRows, rows);
    mostSlots = Math.max(mostSlots, slots);
  }

  private void endWave() {
    waves.add(segments.size() / 5);
    waves.add(mostRows);
    waves.add(mostSlots);
    mostRows = 0;
    mostSlots = 0;
  }
}
