package io.sglflink.operators;

import io.sglflink.record.SourceRecord;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The job between its sources and its sinks. */
public final class PromptPipeline {

  private PromptPipeline() {}

  /**
   * Decodes, routes and evaluates {@code records}. Each ends as exactly one record of one output.
   */
  public static PipelineOutputs build(
      DataStream<SourceRecord> records,
      ProgramLibrary programs,
      EngineProvider engine,
      PipelineOptions options) {
    if (options.window() > 0) {
      throw new UnsupportedOperationException("under construction");
    }
    return null;
  }
}
