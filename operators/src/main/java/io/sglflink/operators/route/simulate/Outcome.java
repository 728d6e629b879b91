package io.sglflink.operators.route.simulate;

import java.util.Arrays;

/**
 * What a simulation ended with.
 *
 * @param promptTokens tokens of all prompts
 * @param cachedTokens those that were in a cache
 * @param loads tokens that each slot prefilled and decoded
 * @param work tokens that each prompt made its slot prefill and decode
 * @param makespan time until the last answer
 */
public record Outcome(
    long promptTokens, long cachedTokens, long[] loads, int[] work, double makespan) {

  /** Share of the prompts' tokens that was in a cache. */
  public double hitRate() {
    return (double) cachedTokens / promptTokens;
  }

  /** The largest load over the mean. */
  public double imbalance() {
    return Arrays.stream(loads).max().orElseThrow() * (double) loads.length / total();
  }

  long total() {
    return Arrays.stream(loads).sum();
  }
}
