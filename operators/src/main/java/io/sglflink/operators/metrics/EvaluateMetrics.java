package io.sglflink.operators.metrics;

import io.sglflink.interpret.StepReport;
import io.sglflink.record.Timings;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Gauges, counts and latencies of the evaluating task. */
public final class EvaluateMetrics {

  private static final int LATENCY_SAMPLES = 1_000;

  private final PipelineCounter results;
  private final PipelineCounter failures;
  private final PipelineCounter promptTokens;
  private final PipelineCounter cachedTokens;
  private final PipelineCounter generatedTokens;
  private final Histogram latency;

  /**
   * Registers everything.
   *
   * @param running runs that the engine has
   * @param waiting runs that wait in the task
   */
  public EvaluateMetrics(RuntimeContext context, IntSupplier running, IntSupplier waiting) {
    this.results = new PipelineCounter(context, PipelineCounter.RESULTS);
    this.failures = new PipelineCounter(context, PipelineCounter.FAILURES);
    this.promptTokens = new PipelineCounter(context, PipelineCounter.PROMPT_TOKENS);
    this.cachedTokens = new PipelineCounter(context, PipelineCounter.CACHED_TOKENS);
    this.generatedTokens = new PipelineCounter(context, PipelineCounter.GENERATED_TOKENS);
    MetricGroup group = context.getMetricGroup();
    group.gauge("running", (Gauge<Integer>) running::getAsInt);
    group.gauge("waiting", (Gauge<Integer>) waiting::getAsInt);
    this.latency =
        group.histogram("latencyMillis", new DescriptiveStatisticsHistogram(LATENCY_SAMPLES));
  }

  /** A step that the model ran; steps read back from the journal are not counted again. */
  public void step(StepReport step) {
    promptTokens.add(step.promptTokens());
    cachedTokens.add(step.cachedTokens());
    generatedTokens.add(step.completionTokens());
  }

  public void result(Timings timings) {
    results.add(1);
    latency.update(TimeUnit.NANOSECONDS.toMillis(timings.queued() + timings.running()));
  }

  public void failure() {
    failures.add(1);
  }
}
