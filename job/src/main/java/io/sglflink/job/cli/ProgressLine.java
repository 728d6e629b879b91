package io.sglflink.job.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far a run is: on a terminal one line that is written over, elsewhere a line now and
 * then.
 */
final class ProgressLine {

  private static final Duration TERMINAL_INTERVAL = Duration.ofMillis(500);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanos;
  private long shown;
  private boolean open;

  ProgressLine(PrintWriter err, boolean terminal, LongSupplier nanos) {
    this.err = err;
    this.terminal = terminal;
    this.nanos = nanos;
    this.shown = nanos.getAsLong();
  }

  /** Shows {@code now} unless something was shown a moment ago. */
  void show(RunSummary now, int running) {
    Duration interval = terminal ? TERMINAL_INTERVAL : LOG_INTERVAL;
    long time = nanos.getAsLong();
    if (time - shown < interval.toNanos()) {
      return;
    }
    shown = time;
    String text =
        String.format(
            Locale.ROOT,
            "%,d records done, %,d failed, %,d requests running, %.1f tokens/s, %d s",
            now.counts().records(),
            now.counts().failed(),
            running,
            now.tokensPerSecond(),
            now.time().toSeconds());
    if (terminal) {
      err.print(CLEAR + text);
      err.flush();
      open = true;
    } else {
      err.println(text);
    }
  }

  /** Takes the line away, so that something else can be printed. */
  void clear() {
    if (open) {
      err.print(CLEAR);
      err.flush();
      open = false;
    }
  }
}
