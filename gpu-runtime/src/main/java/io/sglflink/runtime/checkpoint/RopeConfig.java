package io.sglflink.runtime.checkpoint;

import static java.util.Objects.requireNonNull;

/**
 * Rotary position embedding.
 *
 * @param theta base of the frequencies, greater than 0
 * @param scaling how frequencies are stretched beyond the training context
 */
public record RopeConfig(double theta, Scaling scaling) {

  public RopeConfig {
    requireNonNull(scaling, "scaling is null");
  }

  /** How frequencies are stretched. */
  public sealed interface Scaling {

    /** Not at all. */
    record None() implements Scaling {}

    /** Every frequency is divided by {@code factor}. */
    record Linear(double factor) implements Scaling {}

    /**
     * Llama 3.1's: wavelengths longer than {@code originalMaxPositions / lowFreqFactor} are
     * stretched by {@code factor}, those shorter than {@code originalMaxPositions / highFreqFactor}
     * are kept, and the band between is interpolated.
     */
    record Llama3(
        double factor, double lowFreqFactor, double highFreqFactor, int originalMaxPositions)
        implements Scaling {}
  }

  /**
   * Radians per position of each rotated pair.
   *
   * @param headDim size of one head, even
   * @return {@code headDim / 2} frequencies, highest first
   */
  public double[] inverseFrequencies(int headDim) {
    double[] frequencies = new double[headDim / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = scale(1.0 / Math.pow(theta, 2.0 * i / headDim));
    }
    return frequencies;
  }

  private double scale(double frequency) {
    if (scaling instanceof Scaling.Linear linear) {
      return frequency / linear.factor();
    }
    if (scaling instanceof Scaling.Llama3 llama3) {
      return scale(frequency, llama3);
    }
    return frequency;
  }

  private static double scale(double frequency, Scaling.Llama3 llama3) {
    double wavelength = 2 * Math.PI / frequency;
    double turns = llama3.originalMaxPositions() / wavelength;
    if (turns < llama3.lowFreqFactor()) {
      return frequency / llama3.factor();
    }
    if (turns > llama3.highFreqFactor()) {
      return frequency;
    }
    double smooth =
        (turns - llama3.lowFreqFactor()) / (llama3.highFreqFactor() - llama3.lowFreqFactor());
    return (1 - smooth) * frequency / llama3.factor() + smooth * frequency;
  }
}
