package io.sglflink.runtime.cost;

import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;

/**
 * The amounts that a step's attention costs by.
 *
 * @param calls operator calls; merging the waves of {@link SegmentStyle#WAVES} counts as one
 * @param merged rows whose partial results are merged into others, summed over waves
 * @param gathered slots that are copied for gathered segments, padding included
 * @param causal what the causal call of {@link SegmentStyle#WAVES} attends
 * @param plain what all other calls attend
 */
record AttentionWork(int calls, long merged, long gathered, Attended causal, Attended plain) {

  /**
   * Attended slots.
   *
   * @param pairs pairs of a row and a slot that it sees
   * @param slots slots read, once per segment
   * @param longest most slots of one segment where segments run side by side, else 0
   */
  record Attended(long pairs, long slots, long longest) {}

  static AttentionWork of(Attention attention, SegmentStyle style) {
    return style == SegmentStyle.EACH ? ofEach(attention) : ofWaves(attention);
  }

  private static AttentionWork ofEach(Attention attention) {
    long[] segments = attention.segments();
    long[] waves = attention.waves();
    int calls = 0;
    long merged = 0;
    long gathered = 0;
    long pairs = 0;
    long slots = 0;
    int i = 0;
    for (int wave = 0; wave < waves.length; wave += 3) {
      int count = 0;
      long longest = 0;
      for (; i < waves[wave]; i++) {
        merged += wave == 0 ? 0 : segments[5 * i + 1];
        if (segments[5 * i + 4] == Attention.GATHERED) {
          count++;
          longest = Math.max(longest, segments[5 * i + 3]);
        } else {
          calls++;
          pairs += pairs(segments, i);
          slots += segments[5 * i + 3];
        }
      }
      calls += count > 0 ? 1 : 0;
      gathered += count * longest;
    }
    return new AttentionWork(
        calls, merged, gathered, new Attended(0, 0, 0), new Attended(pairs, slots, 0));
  }

  private static AttentionWork ofWaves(Attention attention) {
    long[] segments = attention.segments();
    long[] waves = attention.waves();
    int count = waves.length / 3;
    if (count == 0) {
      return ofEach(attention);
    }
    int first = causalEnd(segments, (int) waves[0]);
    int end = segments.length / 5;
    long rows = segments[5 * (end - 1)] + segments[5 * (end - 1) + 1];
    int calls = count == 1 ? 1 : first > 0 ? 3 : 2;
    return new AttentionWork(
        calls, rows * (count - 1), 0, attended(segments, 0, first), attended(segments, first, end));
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

  private static Attended attended(long[] segments, int from, int to) {
    long pairs = 0;
    long slots = 0;
    long longest = 0;
    for (int i = from; i < to; i++) {
      pairs += pairs(segments, i);
      slots += segments[5 * i + 3];
      longest = Math.max(longest, segments[5 * i + 3]);
    }
    return new Attended(pairs, slots, longest);
  }

  private static long pairs(long[] segments, int i) {
    long rows = segments[5 * i + 1];
    long hidden = segments[5 * i + 4] == Attention.CAUSAL ? rows * (rows - 1) / 2 : 0;
    return rows * segments[5 * i + 3] - hidden;
  }
}
