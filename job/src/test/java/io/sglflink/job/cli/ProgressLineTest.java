package io.sglflink.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.job.local.JobCounts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {

  private final StringWriter err = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();
  private final RunSummary summary =
      new RunSummary(new JobCounts(1_200, 3, 9, 6, 600), Duration.ofSeconds(20));

  @Test
  void writesOverItselfOnATerminal() {
    ProgressLine line = line(true);
    line.show(summary, 7);
    assertThat(err.toString()).as("too early").isEmpty();
    after(Duration.ofMillis(500));
    line.show(summary, 7);
    line.show(summary, 7);
    assertThat(err.toString())
        .isEqualTo(
            "\r\u001b[K1,203 records done, 3 failed, 7 requests running, 30.0 tokens/s, 20 s");
    line.clear();
    line.clear();
    assertThat(err.toString()).endsWith("20 s\r\u001b[K");
  }

  @Test
  void writesALineNowAndThenElsewhere() {
    ProgressLine line = line(false);
    after(Duration.ofSeconds(9));
    line.show(summary, 7);
    after(Duration.ofSeconds(1));
    line.show(summary, 7);
    line.clear();
    assertThat(err.toString().lines())
        .containsExactly("1,203 records done, 3 failed, 7 requests running, 30.0 tokens/s, 20 s");
    assertThat(err.toString()).doesNotContain("\r").doesNotContain("\u001b");
  }

  private ProgressLine line(boolean terminal) {
    return new ProgressLine(new PrintWriter(err), terminal, nanos::get);
  }

  private void after(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
