package io.sglflink.runtime.schemas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/** Measurements of one thing, all of them kept. Thread-safe. */
final class Samples {

  private long[] values = new long[1024];
  private int size;

  synchronized void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  /** Number, mean, percentiles and maximum, in {@code unit}s with three digits. */
  synchronized void describe(ObjectNode into, double unit) {
    into.put("count", size);
    if (size == 0) {
      return;
    }
    Arrays.sort(values, 0, size);
    into.put("mean", rounded(Arrays.stream(values, 0, size).average().orElseThrow() / unit));
    into.put("p50", rounded(percentile(0.5) / unit));
    into.put("p99", rounded(percentile(0.99) / unit));
    into.put("p99.9", rounded(percentile(0.999) / unit));
    into.put("max", rounded(values[size - 1] / unit));
  }

  private double percentile(double share) {
    return values[Math.min(size - 1, (int) (share * size))];
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
