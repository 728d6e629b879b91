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
    int calls = 0;
    int gathered = 0;
    long longest = 0;
    long pairs = 0;
    long slots = 0;
    for (int i = 0; i < segments.length / 5; i++) {
      if (segments[5 * i + 4] == Attention.GATHERED) {
        gathered++;
        longest = Math.max(longest, segments[5 * i + 3]);
      } else {
        calls++;
        pairs += pairs(segments, i);
        slots += segments[5 * i + 3];
      }
    }
    return new AttentionWork(
        calls + (gathered > 0 ? 1 : 0) + (isMerged(attention) ? 1 : 0),
        merged(attention),
        gathered * longest,
        new Attended(0, 0, 0),
        new Attended(pairs, slots, 0));
  }

  private static AttentionWork ofWaves(Attention attention) {
    long[] segments = attention.segments();
    long[] waves = attention.waves();
    int first = waves.length == 0 ? 0 : causalEnd(segments, (int) waves[0]);
    int end = segments.length / 5;
    int calls = (first > 0 ? 1 : 0) + (first < end ? 1 : 0);
    return new AttentionWork(
        calls + (isMerged(attention) ? 1 : 0),
        merged(attention),
        0,
        attended(segments, 0, first),
        attended(segments, first, end));
  }

  private static boolean isMerged(Attention attention) {
    return attention.waves().length > 3;
  }

  private static long merged(Attention attention) {
    long rows = 0;
    for (int s = 0; s < attention.segments().length && isMerged(attention); s += 5) {
      rows = Math.max(rows, attention.segments()[s] + attention.segments()[s + 1]);
    }
    return rows * (attention.waves().length / 3);
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
