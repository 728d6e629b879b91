package io.sglflink.runtime.api;

import static java.util.Objects.requireNonNull;

/**
 * How a batch goes about its items.
 *
 * @param run how each of its runs goes
 * @param numThreads SGLang's {@code num_threads}: how many runs are under way at a time, at least
 *     1; {@link #AUTO} takes SGLang's number, max(96, 16 for each processor). Runs hold no thread,
 *     so this is a window: more keeps more in memory, less leaves the model without work
 * @param progress hears of each run's end
 */
public record BatchOptions(SglOptions run, int numThreads, Progress progress) {

  /** {@link #numThreads} as SGLang's {@code "auto"} has it. */
  public static final int AUTO = 0;

  /** Usual runs, {@link #AUTO}, and nobody who hears of progress. */
  public static final BatchOptions DEFAULTS =
      new BatchOptions(SglOptions.DEFAULTS, AUTO, (done, total) -> {});

  private static final int LEAST_AUTO = 96;
  private static final int AUTO_PER_PROCESSOR = 16;

  public BatchOptions {
    requireNonNull(run, "run is null");
    requireNonNull(progress, "progress is null");
    if (numThreads < 0) {
      throw new IllegalArgumentException(
          "numThreads is " + numThreads + ": give 1 or more, or BatchOptions.AUTO");
    }
  }

  /** Hears of a batch's progress, on the thread that waits for the batch. */
  public interface Progress {

    /**
     * One more run has ended, well or not. What this throws ends the batch and comes out of the
     * call that waits for it.
     *
     * @param done runs that have ended
     * @param total runs of the batch
     */
    void ended(int done, int total);
  }

  /** With these options for each run. */
  public BatchOptions withRun(SglOptions value) {
    return new BatchOptions(value, numThreads, progress);
  }

  /** With this many runs at a time. */
  public BatchOptions withNumThreads(int value) {
    return new BatchOptions(run, value, progress);
  }

  /** With somebody who hears of progress. */
  public BatchOptions withProgress(Progress value) {
    return new BatchOptions(run, numThreads, value);
  }

  /** How many of {@code size} runs are under way at a time. */
  int window(int size) {
    int processors = Runtime.getRuntime().availableProcessors();
    int most =
        numThreads == AUTO ? Math.max(LEAST_AUTO, AUTO_PER_PROCESSOR * processors) : numThreads;
    return Math.min(most, size);
  }
}
