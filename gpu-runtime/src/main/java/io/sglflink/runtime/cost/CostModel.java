package io.sglflink.runtime.cost;

import io.sglflink.runtime.cost.CostAmounts.Attended;
import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.List;

/**
 * What one layer's attention costs on a device, in seconds.
 *
 * <p>A call costs its overhead, and the longer of what its segments cost together and what the
 * longest of them costs alone: on CUDA segments run side by side, and one with few rows is walked
 * by few of the device's processors. The sum of the former is the device's throughput, the latter
 * its latency. The rule that sharing pays where it saves more reading than it adds calls and merges
 * is that of Hydragen (arXiv 2402.05099) and of vLLM's and TensorRT-LLM's cascades.
 *
 * @param call overhead of an operator call
 * @param read reading one slot once
 * @param compute one row against one slot
 * @param gather copying one slot and attending it by one row, in a gathered call
 * @param merge merging one row's partial result of one wave
 * @param latency one slot of a segment that the rest of the call waits for; 0 where calls have
 *     nothing side by side
 */
public record CostModel(
    double call, double read, double compute, double gather, double merge, double latency) {

  /** Names of the figures, in their order. */
  static final List<String> FIGURES =
      List.of("call", "read", "compute", "gather", "merge", "latency");

  public CostModel {
    double[] figures = {call, read, compute, gather, merge, latency};
    for (int i = 0; i < figures.length; i++) {
      if (!(figures[i] >= 0 && figures[i] < 1)) {
        throw new IllegalArgumentException(
            FIGURES.get(i) + " is " + figures[i] + " seconds: give a figure from 0 to 1");
      }
    }
  }

  /** The model with these {@link #figures}. */
  static CostModel of(double[] figures) {
    return new CostModel(figures[0], figures[1], figures[2], figures[3], figures[4], figures[5]);
  }

  /** All figures, in the order of {@link #FIGURES}. */
  double[] figures() {
    return new double[] {call, read, compute, gather, merge, latency};
  }

  /**
   * Figures for a shape that nobody has calibrated, scaled from those of 32 heads, 8 of keys, of
   * 128 bfloat16 numbers on an H200, or 14 heads, 2 of keys, of 64 on two cores of a Zen 5.
   */
  public static CostModel builtIn(AttentionShape shape) {
    int bytes = shape.dtype().equals("float32") ? 4 : 2;
    double keys = shape.kvHeads() * shape.headDim() * bytes;
    double queries = shape.heads() * shape.headDim() * bytes;
    if (shape.device().equals("cuda")) {
      double read = keys / (8 * 128 * 2);
      double compute = queries / (32 * 128 * 2);
      return new CostModel(
          8.2e-6,
          1.9e-9 * read,
          38e-12 * compute,
          4e-9 * read,
          42e-9 * compute,
          29e-9 * shape.headDim() / 128);
    }
    double read = keys / (2 * 64 * 2);
    double compute = queries / (14 * 64 * 2);
    return new CostModel(26e-6, 130e-9 * read, 37e-9 * compute, 290e-9 * read, 2.7e-6 * compute, 0);
  }

  /** Seconds of one slot that a segment of {@code rows} rows attends. */
  public double slot(int rows) {
    return read + rows * compute;
  }

  /** Seconds of a layer's attention. */
  public double seconds(Attention attention, SegmentStyle style) {
    return seconds(CostAmounts.of(attention, style));
  }

  double seconds(CostAmounts amounts) {
    return call * amounts.calls()
        + merge * amounts.merged()
        + gather * amounts.gathered()
        + seconds(amounts.causal())
        + seconds(amounts.plain());
  }

  private double seconds(Attended attended) {
    return Math.max(latency * attended.longest(), together(attended));
  }

  private double together(Attended attended) {
    return read * attended.slots() + compute * attended.pairs();
  }

  /** Whether a call's time is that of its longest segment. */
  boolean waits(Attended attended) {
    return latency * attended.longest() > together(attended);
  }
}
