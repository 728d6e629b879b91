package io.sglflink.runtime.checkpoint;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Rotary position embedding.
 *
 * @param theta base of the frequencies, greater than 0
 * @param share of a head's values that is rotated, over 0 to 1
 * @param scaling how frequencies are stretched beyond the training context
 */
public record RopeConfig(double theta, double share, Scaling scaling) {

  public RopeConfig {
    requireNonNull(scaling, "scaling is null");
  }

  /** Rotates whole heads. */
  public RopeConfig(double theta, Scaling scaling) {
    this(theta, 1, scaling);
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

    /**
     * Peng et al., "YaRN" (2023): frequencies that turn more than {@code betaFast} times in the
     * original context are kept, those that turn less than {@code betaSlow} times are divided by
     * {@code factor}, and between them the share of each falls linearly with the index.
     *
     * @param attentionFactor what the rotated values are multiplied by
     * @param truncate whether the ends of the band are rounded outwards to whole indices
     */
    record Yarn(
        double factor,
        double attentionFactor,
        double betaFast,
        double betaSlow,
        int originalMaxPositions,
        boolean truncate)
        implements Scaling {}

    /**
     * Ding et al., "LongRoPE" (2024): each frequency is divided by a factor of its own, from one
     * list for sequences of up to {@code originalMaxPositions} tokens, from another for longer
     * ones.
     *
     * @param attentionFactor what the rotated values are multiplied by
     */
    record LongRope(
        List<Double> shortFactors,
        List<Double> longFactors,
        double attentionFactor,
        int originalMaxPositions)
        implements Scaling {

      public LongRope {
        shortFactors = List.copyOf(shortFactors);
        longFactors = List.copyOf(longFactors);
      }
    }
  }

  /** How many of a head's values are rotated. */
  public int rotated(int headDim) {
    return (int) (headDim * share);
  }

  /** What cosines and sines are multiplied by. */
  public double attentionFactor() {
    if (scaling instanceof Scaling.Yarn yarn) {
      return yarn.attentionFactor();
    }
    return scaling instanceof Scaling.LongRope longRope ? longRope.attentionFactor() : 1;
  }

  /** Most tokens of a sequence that has the frequencies of short ones. */
  public int shortLength() {
    return scaling instanceof Scaling.LongRope longRope
        ? longRope.originalMaxPositions()
        : Integer.MAX_VALUE;
  }

  /**
   * Radians per position of each rotated pair.
   *
   * @param headDim size of one head, even
   * @param length tokens of the sequence
   * @return {@code rotated(headDim) / 2} frequencies, highest first before they are stretched
   */
  public double[] inverseFrequencies(int headDim, int length) {
    int size = rotated(headDim);
    double[] frequencies = new double[size / 2];
    for (int i = 0; i < frequencies.length; i++) {
      double frequency = 1.0 / Math.pow(theta, 2.0 * i / size);
      if (scaling instanceof Scaling.Linear linear) {
        frequency /= linear.factor();
      } else if (scaling instanceof Scaling.Llama3 llama3) {
        frequency = stretched(frequency, llama3);
      } else if (scaling instanceof Scaling.Yarn yarn) {
        frequency = stretched(frequency, i, size, yarn);
      } else if (scaling instanceof Scaling.LongRope longRope) {
        frequency /=
            (length > shortLength() ? longRope.longFactors() : longRope.shortFactors()).get(i);
      }
      frequencies[i] = frequency;
    }
    return frequencies;
  }

  private static double stretched(double frequency, Scaling.Llama3 llama3) {
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

  private double stretched(double frequency, int index, int size, Scaling.Yarn yarn) {
    double low = indexThatTurns(yarn.betaFast(), size, yarn);
    double high = indexThatTurns(yarn.betaSlow(), size, yarn);
    if (yarn.truncate()) {
      low = Math.floor(low);
      high = Math.ceil(high);
    }
    low = Math.max(low, 0);
    high = Math.min(high, size - 1.0);
    // The reference's guard against a band without width.
    double width = low == high ? 0.001 : high - low;
    double stretch = Math.min(Math.max((index - low) / width, 0), 1);
    return stretch * frequency / yarn.factor() + (1 - stretch) * frequency;
  }

  /** The index, not whole, of the frequency that turns {@code times} in the original context. */
  private double indexThatTurns(double times, int size, Scaling.Yarn yarn) {
    double turn = yarn.originalMaxPositions() / (times * 2 * Math.PI);
    return size * Math.log(turn) / (2 * Math.log(theta));
  }
}
