package io.sglflink.job.cli;

import io.sglflink.job.local.RecordCounts;
import io.sglflink.runtime.EngineStats;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * What a run did.
 *
 * @param counts records
 * @param promptTokens prompt tokens, cached ones included
 * @param cachedTokens prompt tokens that were not computed again
 * @param generatedTokens tokens drawn
 * @param time from the job's start to its end, without opening the model
 */
record RunSummary(
    RecordCounts counts,
    long promptTokens,
    long cachedTokens,
    long generatedTokens,
    Duration time) {

  /** The work between two looks at an engine. */
  static RunSummary between(
      EngineStats before, EngineStats now, RecordCounts counts, Duration time) {
    return new RunSummary(
        counts,
        now.promptTokens() - before.promptTokens(),
        now.cachedTokens() - before.cachedTokens(),
        now.generatedTokens() - before.generatedTokens(),
        time);
  }

  double tokensPerSecond() {
    double seconds = time.toNanos() / 1e9;
    return seconds == 0 ? 0 : generatedTokens / seconds;
  }

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "records  %,d: %,d completed, %,d failed%n",
        counts.all(),
        counts.completed(),
        counts.failed());
    out.printf(
        Locale.ROOT,
        "tokens   %,d prompt (%,d of them from the cache), %,d generated%n",
        promptTokens,
        cachedTokens,
        generatedTokens);
    out.printf(
        Locale.ROOT,
        "time     %.1f s, %.1f generated tokens/s%n",
        time.toNanos() / 1e9,
        tokensPerSecond());
  }
}
