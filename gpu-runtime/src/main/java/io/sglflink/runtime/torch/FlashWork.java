package io.sglflink.runtime.torch;

import io.sglflink.runtime.step.StepInput.Attention;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

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

  /**
   * The same with the rows and waves of {@code form}: rows from {@code count} on, and waves that
   * there are more, have nothing to attend, in segments as large as the form's.
   */
  static Attention filled(Attention attention, int count, GraphForm form) {
    int waveCount = attention.waves().length / 3;
    LongStream.Builder segments = LongStream.builder();
    LongStream.Builder waves = LongStream.builder();
    long end = 0;
    int from = 0;
    for (int wave = 0; wave < form.waves(); wave++) {
      if (wave < waveCount) {
        int to = (int) attention.waves()[3 * wave];
        end += to - from / FIELDS;
        for (; from < to * FIELDS; from++) {
          segments.add(attention.segments()[from]);
        }
      }
      end += addNothing(segments, wave < waveCount ? count : 0, form);
      waves.add(end);
      waves.add(form.mostRows());
      waves.add(wave < waveCount ? attention.waves()[3 * wave + 2] : 0);
    }
    return new Attention(segments.build().toArray(), waves.build().toArray());
  }

  /**
   * Adds rows from {@code first} to the form's last, with no slots to attend; returns in how many
   * segments.
   */
  private static int addNothing(LongStream.Builder segments, int first, GraphForm form) {
    for (int row = first; row < form.rows(); row += form.mostRows()) {
      segments.add(row);
      segments.add(Math.min(form.mostRows(), form.rows() - row));
      segments.add(0);
      segments.add(0);
      segments.add(Attention.PLAIN);
    }
    return GraphForm.pieces(form.rows() - first, form.mostRows());
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
