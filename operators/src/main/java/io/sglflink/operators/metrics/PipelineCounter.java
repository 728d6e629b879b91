package io.sglflink.operators.metrics;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/** One count, as a metric and as an accumulator. */
public final class PipelineCounter {

  /** Records read. */
  public static final String RECORDS = "records";

  /** Records that ended as a result. */
  public static final String RESULTS = "results";

  /** Records that ended as a dead letter, or as a failed result. */
  public static final String FAILURES = "failures";

  /** Tokens of the prompts of finished steps, cached ones included. */
  public static final String PROMPT_TOKENS = "promptTokens";

  /** Prompt tokens of finished steps whose keys and values were in the cache. */
  public static final String CACHED_TOKENS = "cachedTokens";

  /** Tokens that finished steps generated. */
  public static final String GENERATED_TOKENS = "generatedTokens";

  private final Counter metric;
  private final LongCounter accumulator = new LongCounter();

  PipelineCounter(RuntimeContext context, String name) {
    this.metric = context.getMetricGroup().counter(name);
    context.addAccumulator(name, accumulator);
  }

  void add(long count) {
    metric.inc(count);
    accumulator.add(count);
  }
}
