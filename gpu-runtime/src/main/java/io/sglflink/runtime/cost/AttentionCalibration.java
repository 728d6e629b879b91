package io.sglflink.runtime.cost;

import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures attention on a device and fits the cost model to it.
 *
 * <p>Takes under a minute on two cores. Every work is measured several times; its median counts.
 */
public final class AttentionCalibration {

  /** Slots that a probe needs. */
  public static final int SLOTS = 32_768;

  /** Rows that a probe needs. */
  public static final int ROWS = 512;

  private static final int REPEATS = 9;
  private static final double MOST_SECONDS = 1;
  private static final int ROUNDS = 20;

  private final AttentionProbe probe;

  public AttentionCalibration(AttentionProbe probe) {
    this.probe = probe;
  }

  /**
   * The outcome.
   *
   * @param model fitted figures
   * @param error the mean relative error with which they predict what was measured
   */
  public record Result(CostModel model, double error) {}

  private record Sample(CostAmounts amounts, double seconds) {}

  /** Measures and fits. */
  public Result run() {
    List<Sample> samples = new ArrayList<>();
    List<Attention> works =
        probe.style() == SegmentStyle.EACH ? CalibrationWork.each() : CalibrationWork.waves();
    for (Attention work : works) {
      samples.add(new Sample(CostAmounts.of(work, probe.style()), median(work)));
    }
    CostModel model = fit(samples);
    double error = 0;
    for (Sample sample : samples) {
      error += Math.abs(model.seconds(sample.amounts()) / sample.seconds() - 1);
    }
    return new Result(model, error / samples.size());
  }

  private double median(Attention work) {
    int rows = CostAmounts.rows(work);
    probe.seconds(work, rows);
    double[] seconds = new double[REPEATS];
    double total = 0;
    int count = 0;
    while (count < REPEATS && (count < 3 || total < MOST_SECONDS)) {
      seconds[count] = probe.seconds(work, rows);
      total += seconds[count++];
    }
    Arrays.sort(seconds, 0, count);
    return seconds[count / 2];
  }

  /**
   * Whether a call waits for its longest segment or for all of them depends on the figures that are
   * sought: they are fitted again until that no longer changes.
   */
  private CostModel fit(List<Sample> samples) {
    CostModel model = CostModel.builtIn(probe.shape());
    for (int round = 0; round < ROUNDS; round++) {
      double[][] amounts = new double[samples.size()][];
      for (int i = 0; i < amounts.length; i++) {
        amounts[i] = amounts(samples.get(i), model);
      }
      CostModel next = CostModel.of(NonNegativeLeastSquares.solve(amounts));
      if (next.equals(model)) {
        break;
      }
      model = next;
    }
    return model;
  }

  /**
   * What a sample has of each figure, over its time: with the right figures it adds up to 1, so
   * that relative errors count.
   */
  private static double[] amounts(Sample sample, CostModel model) {
    CostAmounts work = sample.amounts();
    double[] amounts = new double[6];
    amounts[0] = work.calls();
    amounts[3] = work.gathered();
    amounts[4] = work.merged();
    for (CostAmounts.Attended attended : List.of(work.causal(), work.plain())) {
      if (model.waits(attended)) {
        amounts[5] += attended.longest();
      } else {
        amounts[1] += attended.slots();
        amounts[2] += attended.pairs();
      }
    }
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] /= sample.seconds();
    }
    return amounts;
  }
}
