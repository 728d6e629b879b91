package io.sglflink.runtime.cost;

import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;

/**
 * The amounts that a step's attention costs by.
 *
 * @param calls operator calls; merging waves counts as one
 * @param merged partial results that are merged: rows times waves, also where a row has none
 * @param gathered slots that are copied for gathered segments, padding included
 * @param causal what the causal call of {@link SegmentStyle#WAVES} attends
 * @param plain what all other calls attend
 */
record CostAmounts(int calls, long merged, long gathered, Attended causal, Attended plain) {

  /**
   * Attended slots.
   *
   * @param pairs pairs of a row and a slot that it sees
   * @param slots slots read, once per segment
   * @param longest most slots of one segment where segments run side by side, else 0
   */
  record Attended(long pairs, long slots, long longest) {}

  static CostAmounts of(Attention attention, SegmentStyle style) {
    long[] segments = attention.segments();
    int waves = attention.waves().length / 3;
    int end = segments.length / 5;
    boolean each = style == SegmentStyle.EACH;
    int first = each || waves == 0 ? 0 : causalEnd(segments, (int) attention.waves()[0]);
    int gathered = 0;
    long longest = 0;
    for (int i = 0; i < end; i++) {
      if (segments[5 * i + 4] == Attention.GATHERED) {
        gathered++;
        longest = Math.max(longest, segments[5 * i + 3]);
      }
    }
    int calls =
        each
            ? end - gathered + Math.min(gathered, 1)
            : Math.min(first, 1) + Math.min(end - first, 1);
    boolean merges = waves > 1;
    return new CostAmounts(
        merges ? calls + 1 : calls,
        merges ? (long) rows(attention) * waves : 0,
        gathered * longest,
        attended(segments, 0, first, each),
        attended(segments, first, end, each));
  }

  /** Rows of a step with this work. */
  static int rows(Attention attention) {
    long[] segments = attention.segments();
    long rows = 0;
    for (int s = 0; s < segments.length; s += 5) {
      rows = Math.max(rows, segments[s] + segments[s + 1]);
    }
    return (int) rows;
  }

  /** The end of the first wave when it is causal, else 0. */
  private static int causalEnd(long[] segments, int end) {
    for (int i = 0; i < end; i++) {
      if (segments[5 * i + 4] == Attention.CAUSAL) {
        return end;
      }
    }
    return 0;
  }

  private static Attended attended(long[] segments, int from, int to, boolean each) {
    long pairs = 0;
    long slots = 0;
    long longest = 0;
    for (int i = from; i < to; i++) {
      long kind = segments[5 * i + 4];
      if (kind != Attention.GATHERED) {
        long rows = segments[5 * i + 1];
        long hidden = kind == Attention.CAUSAL ? rows * (rows - 1) / 2 : 0;
        pairs += rows * segments[5 * i + 3] - hidden;
        slots += segments[5 * i + 3];
        longest = each ? 0 : Math.max(longest, segments[5 * i + 3]);
      }
    }
    return new Attended(pairs, slots, longest);
  }
}
