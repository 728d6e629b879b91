package io.sglflink.operators.route.simulate;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws indices by weight. */
final class Weights {

  private final double[] sums;

  private Weights(double[] weights) {
    this.sums = weights.clone();
    Arrays.parallelPrefix(sums, Double::sum);
  }

  /** Index i has weight (i + 1)^−exponent; 0 is uniform. */
  static Weights zipf(int size, double exponent) {
    double[] weights = new double[size];
    Arrays.setAll(weights, i -> Math.pow(i + 1, -exponent));
    return new Weights(weights);
  }

  /** Index 0 has {@code share} of all, the others are equal. */
  static Weights oneHot(int size, double share) {
    double[] weights = new double[size];
    Arrays.fill(weights, size == 1 ? 1 : (1 - share) / (size - 1));
    weights[0] = share;
    return new Weights(weights);
  }

  int draw(SplittableRandom random) {
    double at = random.nextDouble() * sums[sums.length - 1];
    int index = Arrays.binarySearch(sums, at);
    return Math.min(sums.length - 1, index < 0 ? -index - 1 : index + 1);
  }
}
