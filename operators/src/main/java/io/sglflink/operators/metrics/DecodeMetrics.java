package io.sglflink.operators.metrics;

import java.util.function.IntSupplier;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Gauges and counts of the decoding task. */
public final class DecodeMetrics {

  private final PipelineCounter records;
  private final PipelineCounter failures;
  private final Counter programUpdates;
  private final Counter rejectedPrograms;

  /**
   * Registers everything.
   *
   * @param programs programs that records can name
   * @param waiting records that wait for their program
   */
  public DecodeMetrics(RuntimeContext context, IntSupplier programs, IntSupplier waiting) {
    this.records = new PipelineCounter(context, PipelineCounter.RECORDS);
    this.failures = new PipelineCounter(context, PipelineCounter.FAILURES);
    MetricGroup group = context.getMetricGroup();
    group.gauge("programs", (Gauge<Integer>) programs::getAsInt);
    group.gauge("waitingForProgram", (Gauge<Integer>) waiting::getAsInt);
    this.programUpdates = group.counter("programUpdates");
    this.rejectedPrograms = group.counter("rejectedPrograms");
  }

  public void record() {
    records.add(1);
  }

  public void failure() {
    failures.add(1);
  }

  /** A program was published, or removed. */
  public void programUpdate() {
    programUpdates.inc();
  }

  /** A published program was ignored. */
  public void rejectedProgram() {
    rejectedPrograms.inc();
  }
}
