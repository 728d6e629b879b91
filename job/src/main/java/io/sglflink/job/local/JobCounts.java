package io.sglflink.job.local;

import io.sglflink.operators.metrics.PipelineCounter;
import java.util.function.Function;

/**
 * What the job has done; a snapshot that may be a second old.
 *
 * @param completed records that ended as a result
 * @param failed records that ended as a dead letter, or as a failed result
 * @param promptTokens prompt tokens of finished steps, cached ones included
 * @param cachedTokens prompt tokens that were not computed again
 * @param generatedTokens tokens that finished steps generated
 */
public record JobCounts(
    long completed, long failed, long promptTokens, long cachedTokens, long generatedTokens) {

  /** Of a job that has not begun. */
  static final JobCounts NONE = new JobCounts(0, 0, 0, 0, 0);

  /** Reads the pipeline's accumulators. */
  static JobCounts of(Function<String, Object> accumulators) {
    return new JobCounts(
        count(accumulators, PipelineCounter.RESULTS),
        count(accumulators, PipelineCounter.FAILURES),
        count(accumulators, PipelineCounter.PROMPT_TOKENS),
        count(accumulators, PipelineCounter.CACHED_TOKENS),
        count(accumulators, PipelineCounter.GENERATED_TOKENS));
  }

  /** Records that ended, one way or the other. */
  public long records() {
    return completed + failed;
  }

  private static long count(Function<String, Object> accumulators, String name) {
    return accumulators.apply(name) instanceof Long count ? count : 0;
  }
}
