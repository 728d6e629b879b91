package io.sglflink.operators;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the pipeline runs.
 *
 * @param window runs that a task hands to the engine at once, at least 1; up to as many again wait
 *     in the task
 * @param maxParallelism number of key groups, 1 to 32768: the most tasks that the job can ever be
 *     rescaled to. It must not change over the life of a job's state
 * @param deadLetters whether failures go to the dead-letter output; otherwise they go to the
 *     results, with status {@code failed}
 * @param maxOutputBytes bytes of the largest record that both outputs take
 * @param runs what every run is given
 * @param sessionTtl how long a conversation is remembered after its last turn, 1 ms or more
 */
public record PipelineOptions(
    int window,
    int maxParallelism,
    boolean deadLetters,
    int maxOutputBytes,
    RunDefaults runs,
    Duration sessionTtl)
    implements Serializable {

  /** 256 runs, 128 key groups, dead letters apart, no limit on the output, sessions of a day. */
  public static final PipelineOptions DEFAULTS =
      new PipelineOptions(
          256, 128, true, Integer.MAX_VALUE, RunDefaults.DEFAULT, Duration.ofDays(1));

  /** Smallest {@link #maxOutputBytes}: the fixed part of a dead letter must fit. */
  public static final int MIN_OUTPUT_BYTES = 16 << 10;

  private static final int LARGEST_PARALLELISM = 1 << 15;

  public PipelineOptions {
    requireNonNull(runs, "runs is null");
    if (sessionTtl.toMillis() < 1) {
      throw new IllegalArgumentException("session_ttl is " + sessionTtl + ": give 1ms or more");
    }
    check(window >= 1, "window is %s: give 1 run or more", window);
    check(
        maxParallelism >= 1 && maxParallelism <= LARGEST_PARALLELISM,
        "max_parallelism is %s: give 1 to 32768",
        maxParallelism);
    check(
        maxOutputBytes >= MIN_OUTPUT_BYTES,
        "largest output record is %s bytes: give at least 16384",
        maxOutputBytes);
  }

  public PipelineOptions withWindow(int other) {
    return new PipelineOptions(
        other, maxParallelism, deadLetters, maxOutputBytes, runs, sessionTtl);
  }

  public PipelineOptions withMaxParallelism(int other) {
    return new PipelineOptions(window, other, deadLetters, maxOutputBytes, runs, sessionTtl);
  }

  public PipelineOptions withDeadLetters(boolean other) {
    return new PipelineOptions(window, maxParallelism, other, maxOutputBytes, runs, sessionTtl);
  }

  public PipelineOptions withMaxOutputBytes(int other) {
    return new PipelineOptions(window, maxParallelism, deadLetters, other, runs, sessionTtl);
  }

  public PipelineOptions withRuns(RunDefaults other) {
    return new PipelineOptions(
        window, maxParallelism, deadLetters, maxOutputBytes, other, sessionTtl);
  }

  public PipelineOptions withSessionTtl(Duration other) {
    return new PipelineOptions(window, maxParallelism, deadLetters, maxOutputBytes, runs, other);
  }

  private static void check(boolean holds, String message, int value) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(message, value));
    }
  }
}
