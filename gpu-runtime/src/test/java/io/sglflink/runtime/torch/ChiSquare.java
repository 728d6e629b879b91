package io.sglflink.runtime.torch;

/** Pearson's test of counts against probabilities. */
final class ChiSquare {

  /** Fewest expected counts of a class; rarer ones are put together. */
  private static final double FEWEST = 5;

  private ChiSquare() {}

  /**
   * How many standard deviations the statistic lies above its mean, by the normal approximation of
   * Wilson and Hilferty (1931). Infinite where something impossible was counted.
   */
  static double standardScore(int[] counts, double[] probabilities) {
    long total = 0;
    for (int count : counts) {
      total += count;
    }
    double statistic = 0;
    int classes = 0;
    double rareExpected = 0;
    double rareCount = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = total * probabilities[i];
      if (counts[i] > 0 && probabilities[i] <= 0) {
        return Double.POSITIVE_INFINITY;
      }
      if (expected >= FEWEST) {
        statistic += square(counts[i] - expected) / expected;
        classes++;
      } else {
        rareExpected += expected;
        rareCount += counts[i];
      }
    }
    if (rareExpected >= FEWEST) {
      statistic += square(rareCount - rareExpected) / rareExpected;
      classes++;
    }
    if (classes < 2) {
      throw new IllegalArgumentException("too few counts to tell anything");
    }
    double spread = 2.0 / (9 * (classes - 1));
    return (Math.cbrt(statistic / (classes - 1)) - (1 - spread)) / Math.sqrt(spread);
  }

  private static double square(double value) {
    return value * value;
  }
}
