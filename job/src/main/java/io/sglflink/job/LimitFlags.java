package io.sglflink.job;

import io.sglflink.interpret.RunLimits;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What one run may use; a record may ask for less. Filled in by picocli. */
public final class LimitFlags {

  @Option(
      names = "--max-run-steps",
      paramLabel = "N",
      order = 60,
      description = "Most gen and select steps of a run. Default: 10000.")
  private int steps = RunLimits.DEFAULT.steps();

  @Option(
      names = "--max-run-tokens",
      paramLabel = "N",
      order = 61,
      description = "Most prompt and output tokens of a run's steps together. Default: 67108864.")
  private long tokens = RunLimits.DEFAULT.tokens();

  @Option(
      names = "--max-run-iterations",
      paramLabel = "N",
      order = 62,
      description = "Most iterations of a run's loops together. Default: 10000.")
  private int iterations = RunLimits.DEFAULT.iterations();

  @Option(
      names = "--max-run-states",
      paramLabel = "N",
      order = 63,
      description = "Most states that a run's forks, copies and calls make. Default: 1000.")
  private int states = RunLimits.DEFAULT.states();

  @Option(
      names = "--max-run-text",
      paramLabel = "N",
      order = 64,
      description = "Most characters of a state's text. Default: 16777216.")
  private int textLength = RunLimits.DEFAULT.textLength();

  @Option(
      names = "--max-run-time",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      order = 65,
      description = "Longest time of a run from its start. Default: no limit.")
  private Duration time;

  /**
   * The limits.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public RunLimits limits() {
    require("--max-run-steps", steps);
    require("--max-run-tokens", tokens);
    require("--max-run-iterations", iterations);
    require("--max-run-states", states);
    require("--max-run-text", textLength);
    return new RunLimits(steps, tokens, iterations, states, textLength, wallMillis());
  }

  private long wallMillis() {
    if (time == null) {
      return RunLimits.DEFAULT.wallMillis();
    }
    if (time.toMillis() < 1) {
      throw new IllegalArgumentException(
          "--max-run-time is "
              + time.toMillis()
              + " ms: give 1 ms or more, or leave it out for no limit");
    }
    return time.toMillis();
  }

  private static void require(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ": give 1 or more");
    }
  }
}
