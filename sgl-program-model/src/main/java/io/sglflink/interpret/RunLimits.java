package io.sglflink.interpret;

import java.io.Serializable;

/**
 * What one run may use; a run that would use more ends with {@link
 * io.sglflink.model.FailureCode#BUDGET_EXCEEDED}, in words that name the budget.
 *
 * @param steps gen and select steps, at least 1
 * @param tokens prompt and output tokens of all steps together; the step that goes over it is the
 *     last. At least 1
 * @param iterations iterations of all loops, at least 1
 * @param states states that forks, copies and calls make, at least 1
 * @param textLength characters of one state's text, at least 1
 * @param wallMillis time since the run's start, 0 for no limit
 */
public record RunLimits(
    int steps, long tokens, int iterations, int states, int textLength, long wallMillis)
    implements Serializable {

  /** 10,000 steps and iterations, 64 Mi tokens, 1,000 states, 16 Mi characters and any time. */
  public static final RunLimits DEFAULT =
      new RunLimits(10_000, 64L << 20, 10_000, 1_000, 16 << 20, 0);

  /** As much as can be counted. */
  public static final RunLimits MOST =
      new RunLimits(
          Integer.MAX_VALUE,
          Long.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          0);

  public RunLimits {
    require("steps", steps);
    require("tokens", tokens);
    require("iterations", iterations);
    require("states", states);
    require("textLength", textLength);
    if (wallMillis < 0) {
      throw new IllegalArgumentException("wallMillis is " + wallMillis + ": give at least 0");
    }
  }

  /** The stricter of both in each respect. */
  public RunLimits and(RunLimits other) {
    return new RunLimits(
        Math.min(steps, other.steps),
        Math.min(tokens, other.tokens),
        Math.min(iterations, other.iterations),
        Math.min(states, other.states),
        Math.min(textLength, other.textLength),
        wallMillis == 0 || other.wallMillis == 0
            ? Math.max(wallMillis, other.wallMillis)
            : Math.min(wallMillis, other.wallMillis));
  }

  private static void require(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ": give at least 1");
    }
  }
}
