package io.sglflink.runtime.torch;

import io.sglflink.runtime.step.StepInput.Attention;
import java.util.Arrays;
import java.util.List;

/** Writes attention as attention_flash.py documents it. */
final class FlashWork {

  /** Numbers of a segment. */
  static final int FIELDS = 5;

  private static final long[] NOTHING = {};

  private FlashWork() {}

  static AttentionWork of(Attention attention, int rows, int groups) {
    long[] segments = attention.segments();
    long[] waves = attention.waves();
    int waveCount = waves.length / 3;
    boolean causal = waveCount > 0 && isCausal(segments, (int) waves[0]);
    int first = causal ? (int) waves[0] : 0;
    int folded = causal ? waveCount - 1 : waveCount;
    long mostRows = 0;
    long mostSlots = 0;
    for (int wave = waveCount - folded; wave < waveCount; wave++) {
      mostRows = Math.max(mostRows, waves[3 * wave + 1]);
      mostSlots = Math.max(mostSlots, waves[3 * wave + 2]);
    }
    long[] host = {
      folded, mostRows * groups, mostSlots, causal ? waves[1] : 0, causal ? waves[2] : 0
    };
    int last = segments.length / FIELDS;
    return new AttentionWork(
        host,
        List.of(
            rowStarts(segments, first, last, rows, groups),
            slotStarts(segments, first, last),
            slots(segments, first, last),
            causal ? rowStarts(segments, 0, first, rows, 1) : NOTHING,
            causal ? slotStarts(segments, 0, first) : NOTHING,
            causal ? slots(segments, 0, first) : NOTHING));
  }

  private static boolean isCausal(long[] segments, int end) {
    for (int i = 0; i < end; i++) {
      if (segments[FIELDS * i + 4] == Attention.CAUSAL) {
        return true;
      }
    }
    return false;
  }

  /** Where each segment's rows begin and the last one's end, where every wave has all rows. */
  private static long[] rowStarts(long[] segments, int first, int last, int rows, int groups) {
    long[] starts = new long[last - first + 1];
    long before = 0;
    for (int i = first; i < last; i++) {
      starts[i - first] = before * groups;
      before += segments[FIELDS * i + 1];
    }
    starts[last - first] = before * groups;
    if (before % rows != 0) {
      throw new IllegalStateException("a wave of " + rows + " rows leaves some of them out");
    }
    return starts;
  }

  private static long[] slotStarts(long[] segments, int first, int last) {
    long[] starts = new long[last - first + 1];
    for (int i = first; i < last; i++) {
      starts[i - first] = segments[FIELDS * i + 2];
    }
    // The operator wants one more, which it does not use.
    starts[last - first] = last > first ? segments[FIELDS * (last - 1) + 2] : 0;
    return starts;
  }

  private static long[] slots(long[] segments, int first, int last) {
    long[] slots = new long[last - first];
    for (int i = first; i < last; i++) {
      slots[i - first] = segments[FIELDS * i + 3];
    }
    return slots;
  }

  /** The same over {@code rows} rows, of which those from {@code count} on attend to nothing. */
  static Attention widened(Attention attention, int count, int rows) {
    if (rows == count) {
      return attention;
    }
    long[] waves = attention.waves().clone();
    int waveCount = waves.length / 3;
    long[] segments = new long[attention.segments().length + waveCount * FIELDS];
    int from = 0;
    int to = 0;
    for (int wave = 0; wave < waveCount; wave++) {
      int end = (int) waves[3 * wave] * FIELDS;
      System.arraycopy(attention.segments(), from, segments, to, end - from);
      to += end - from;
      from = end;
      segments[to] = count;
      segments[to + 1] = (long) rows - count;
      to += FIELDS;
      waves[3 * wave] = to / FIELDS;
    }
    return new Attention(segments, waves);
  }

  /**
   * Attention of a form: with segments without rows added, and with sizes that hold for all steps
   * of the form.
   *
   * @param slots most slots of a segment of any step
   */
  static AttentionWork of(Attention attention, GraphForm form, int groups, int slots) {
    AttentionWork exact = of(attention, form.rows(), groups);
    long[] host = {form.waves(), (long) form.mostRows() * groups, slots, 0, 0};
    long[] rowStarts = Arrays.copyOf(exact.device().get(0), form.segments() + 1);
    int segments = exact.device().get(2).length;
    Arrays.fill(rowStarts, segments, form.segments() + 1, rowStarts[segments]);
    return new AttentionWork(
        host,
        List.of(
            rowStarts,
            Arrays.copyOf(exact.device().get(1), form.segments() + 1),
            Arrays.copyOf(exact.device().get(2), form.segments()),
            NOTHING,
            NOTHING,
            NOTHING));
  }
}
