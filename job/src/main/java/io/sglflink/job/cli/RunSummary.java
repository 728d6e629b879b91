package io.sglflink.job.cli;

import io.sglflink.job.local.JobCounts;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * What a run did.
 *
 * @param counts records and tokens
 * @param time from the job's start to its end, without opening the model
 */
record RunSummary(JobCounts counts, Duration time) {

  double tokensPerSecond() {
    return time.isZero() ? 0 : counts.generatedTokens() / seconds();
  }

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "records  %,d: %,d completed, %,d failed%n",
        counts.records(),
        counts.completed(),
        counts.failed());
    out.printf(
        Locale.ROOT,
        "tokens   %,d prompt (%,d of them from the cache), %,d generated%n",
        counts.promptTokens(),
        counts.cachedTokens(),
        counts.generatedTokens());
    out.printf(
        Locale.ROOT, "time     %.1f s, %.1f generated tokens/s%n", seconds(), tokensPerSecond());
  }

  private double seconds() {
    return time.toNanos() / 1e9;
  }
}
