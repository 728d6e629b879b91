package io.sglflink.runtime.cost;

import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;

/** Runs one layer's attention on a device, for its time. Called on one thread. */
public interface AttentionProbe extends AutoCloseable {

  /** What the figures are for. */
  AttentionShape shape();

  /** The form in which {@link #seconds} takes its work. */
  SegmentStyle style();

  /**
   * Seconds that one layer's attention takes, until its result is there.
   *
   * @param work segments of the first {@link AttentionCalibration#SLOTS} slots of a pool
   * @param rows rows of the step, at most {@link AttentionCalibration#ROWS}
   */
  double seconds(Attention work, int rows);

  @Override
  void close();
}
