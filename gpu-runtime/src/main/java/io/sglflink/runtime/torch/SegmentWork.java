package io.sglflink.runtime.torch;

import io.sglflink.runtime.step.StepInput.Attention;
import java.util.ArrayList;
import java.util.List;

/** Writes attention as attention_each.py documents it. */
final class SegmentWork {

  private static final int FIELDS = 5;
  private static final int HOST_FIELDS = 6;

  private SegmentWork() {}

  static AttentionWork of(Attention attention, int rows) {
    long[] segments = attention.segments();
    long[] waves = attention.waves();
    List<Integer> gathered = new ArrayList<>();
    int count = segments.length / FIELDS;
    int[] waveOf = new int[count];
    for (int i = 0, wave = 0; i < count; i++) {
      while (i >= waves[3 * wave]) {
        wave++;
      }
      waveOf[i] = wave;
      if (segments[FIELDS * i + 4] == Attention.GATHERED) {
        gathered.add(i);
      }
    }
    long[] host = new long[1 + HOST_FIELDS * (count - gathered.size())];
    host[0] = waves.length / 3;
    int at = 1;
    for (int i = 0; i < count; i++) {
      if (segments[FIELDS * i + 4] != Attention.GATHERED) {
        System.arraycopy(segments, FIELDS * i, host, at, FIELDS);
        host[at + FIELDS] = waveOf[i];
        at += HOST_FIELDS;
      }
    }
    return new AttentionWork(host, gathered(segments, waveOf, gathered, rows));
  }

  private static List<long[]> gathered(
      long[] segments, int[] waveOf, List<Integer> gathered, int rows) {
    int longest = 0;
    for (int i : gathered) {
      longest = Math.max(longest, (int) segments[FIELDS * i + 3]);
    }
    int count = gathered.size();
    long[] row = new long[count];
    long[] target = new long[count];
    long[] slots = new long[count];
    long[] index = new long[count * longest];
    for (int g = 0; g < count; g++) {
      int i = gathered.get(g);
      row[g] = segments[FIELDS * i];
      target[g] = (long) waveOf[i] * rows + row[g];
      slots[g] = segments[FIELDS * i + 3];
      for (int s = 0; s < longest; s++) {
        index[g * longest + s] = segments[FIELDS * i + 2] + Math.min(s, slots[g] - 1);
      }
    }
    return List.of(row, target, slots, index);
  }
}
