package io.sglflink.runtime.torch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Random queries over a random pool, cut into segments as the engine cuts them, and what attention
 * over them is in float64.
 *
 * <p>Arrays are flat: queries {@code [rows, heads, dim]}, keys and values {@code [slots, kvHeads,
 * dim]}.
 *
 * @param segments row, rows, slot, slots, causal, as attention.py documents them
 * @param waves end, most rows, most slots
 * @param window slots that a row of a causal segment sees, 0 for all
 * @param cap cap of scores, 0 for none
 */
record AttentionProblem(
    int heads,
    int kvHeads,
    int dim,
    double[] queries,
    double[] keys,
    double[] values,
    long[] segments,
    long[] waves,
    int window,
    double cap) {

  /** Without a window or a cap. */
  AttentionProblem(
      int heads,
      int kvHeads,
      int dim,
      double[] queries,
      double[] keys,
      double[] values,
      long[] segments,
      long[] waves) {
    this(heads, kvHeads, dim, queries, keys, values, segments, waves, 0, 0);
  }

  /** The same with a window in causal segments and a cap of scores, each 0 for none. */
  AttentionProblem with(int newWindow, double newCap) {
    return new AttentionProblem(
        heads, kvHeads, dim, queries, keys, values, segments, waves, newWindow, newCap);
  }

  /** A row group's part of a wave. */
  private record Segment(int row, int rows, int slot, int slots, boolean causal) {}

  /**
   * Draws a problem: one to five row groups; each attends either a causal square of its own or an
   * extent, then up to three further extents that other groups may attend too.
   *
   * @param rounding what each number is rounded to
   */
  static AttentionProblem random(long seed, Rounding rounding) {
    Random random = new Random(seed);
    int kvHeads = 1 + random.nextInt(3);
    int heads = kvHeads * (1 + random.nextInt(4));
    int dim = 16 * (1 + random.nextInt(4));
    // Thirds of the pool: squares of their own, then extents to share.
    int slots = 240;
    List<List<Segment>> groups = new ArrayList<>();
    int rows = 0;
    int square = 0;
    int count = 1 + random.nextInt(5);
    for (int group = 0; group < count; group++) {
      int size = random.nextBoolean() ? 1 : 1 + random.nextInt(16);
      List<Segment> segments = new ArrayList<>();
      boolean causal = size > 1 && random.nextInt(4) > 0;
      int own = causal ? size : 1 + random.nextInt(16);
      segments.add(new Segment(rows, size, square, own, causal));
      List<Integer> shared = new ArrayList<>(List.of(80, 110, 150, 200));
      Collections.shuffle(shared, random);
      for (int slot : shared.subList(0, random.nextInt(4))) {
        segments.add(new Segment(rows, size, slot, 1 + random.nextInt(30), false));
      }
      groups.add(segments);
      rows += size;
      square += own;
    }
    List<Long> segments = new ArrayList<>();
    List<Long> waves = new ArrayList<>();
    plan(groups, segments, waves);
    return new AttentionProblem(
        heads,
        kvHeads,
        dim,
        numbers(random, rows * heads * dim, rounding),
        numbers(random, slots * kvHeads * dim, rounding),
        numbers(random, slots * kvHeads * dim, rounding),
        segments.stream().mapToLong(Long::longValue).toArray(),
        waves.stream().mapToLong(Long::longValue).toArray());
  }

  /** Rounds to what a type can hold, so that only the arithmetic is compared. */
  interface Rounding {
    double round(double value);

    Rounding FLOAT32 = value -> (float) value;

    Rounding BFLOAT16 =
        value -> {
          int bits = Float.floatToRawIntBits((float) value);
          int even = (bits + 0x7fff + ((bits >>> 16) & 1)) & 0xffff0000;
          return Float.intBitsToFloat(even);
        };
  }

  static double[] numbers(Random random, int count, Rounding rounding) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = rounding.round(1.5 * random.nextGaussian());
    }
    return numbers;
  }

  private static void plan(List<List<Segment>> groups, List<Long> segments, List<Long> waves) {
    int count = groups.stream().mapToInt(List::size).max().orElseThrow();
    for (int wave = 0; wave < count; wave++) {
      long mostRows = 0;
      long mostSlots = 0;
      for (List<Segment> group : groups) {
        if (wave < group.size()) {
          Segment segment = group.get(wave);
          segments.add((long) segment.row());
          segments.add((long) segment.rows());
          segments.add((long) segment.slot());
          segments.add((long) segment.slots());
          segments.add(segment.causal() ? 1L : 0L);
          mostRows = Math.max(mostRows, segment.rows());
          mostSlots = Math.max(mostSlots, segment.slots());
        }
      }
      waves.add(segments.size() / 5L);
      waves.add(mostRows);
      waves.add(mostSlots);
    }
  }

  int waveCount() {
    return waves.length / 3;
  }

  /** Softmax attention of every row over all slots that its segments let it see. */
  double[] reference() {
    double[] out = new double[queries.length];
    int rows = queries.length / (heads * dim);
    for (int row = 0; row < rows; row++) {
      List<Integer> visible = visible(row);
      for (int head = 0; head < heads; head++) {
        int kvHead = head / (heads / kvHeads);
        attend(visible, (row * heads + head) * dim, kvHead, out);
      }
    }
    return out;
  }

  private List<Integer> visible(int row) {
    List<Integer> visible = new ArrayList<>();
    for (int s = 0; s < segments.length; s += 5) {
      long inside = row - segments[s];
      if (inside >= 0 && inside < segments[s + 1]) {
        long last =
            segments[s + 4] == 1 ? segments[s + 3] - segments[s + 1] + inside + 1 : segments[s + 3];
        boolean windowed = segments[s + 4] == 1 && window > 0;
        for (int slot = windowed ? (int) Math.max(0, last - window) : 0; slot < last; slot++) {
          visible.add((int) segments[s + 2] + slot);
        }
      }
    }
    return visible;
  }

  private void attend(List<Integer> visible, int query, int kvHead, double[] out) {
    double total = 0;
    for (int slot : visible) {
      int at = (slot * kvHeads + kvHead) * dim;
      double score = 0;
      for (int i = 0; i < dim; i++) {
        score += queries[query + i] * keys[at + i];
      }
      score /= Math.sqrt(dim);
      double weight = Math.exp(cap == 0 ? score : cap * Math.tanh(score / cap));
      total += weight;
      for (int i = 0; i < dim; i++) {
        out[query + i] += weight * values[at + i];
      }
    }
    for (int i = 0; i < dim; i++) {
      out[query + i] /= total;
    }
  }
}
