package io.sglflink.operators.metrics;

import org.apache.flink.api.common.functions.RuntimeContext;

/** Counts of the decoding task. */
public final class DecodeMetrics {

  private final PipelineCounter records;
  private final PipelineCounter failures;

  public DecodeMetrics(RuntimeContext context) {
    this.records = new PipelineCounter(context, PipelineCounter.RECORDS);
    this.failures = new PipelineCounter(context, PipelineCounter.FAILURES);
  }

  public void record() {
    records.add(1);
  }

  public void failure() {
    failures.add(1);
  }
}
