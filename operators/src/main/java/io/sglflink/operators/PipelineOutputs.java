package io.sglflink.operators;

import static java.util.Objects.requireNonNull;

import io.sglflink.record.EncodedRecord;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What the pipeline produces.
 *
 * @param results result records
 * @param deadLetters dead letters; null when {@link PipelineOptions#deadLetters} is off
 */
public record PipelineOutputs(
    DataStream<EncodedRecord> results, DataStream<EncodedRecord> deadLetters) {

  public PipelineOutputs {
    requireNonNull(results, "results is null");
  }
}
