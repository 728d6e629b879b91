package io.sglflink.operators;

import io.sglflink.operators.decode.DecodeOperatorFactory;
import io.sglflink.operators.evaluate.EvaluateOperatorFactory;
import io.sglflink.operators.route.BoundedLoadRouter;
import io.sglflink.operators.route.SessionPrompts;
import io.sglflink.record.EncodedRecord;
import io.sglflink.record.SourceRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SideOutputDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The job between its sources and its sinks: decode, route, evaluate.
 *
 * <p>The operators have the uids {@code decode}, {@code sessions} (for turns of conversations
 * alone) and {@code evaluate}. Sources, sinks, parallelism and checkpoints are the caller's.
 */
public final class PromptPipeline {

  private static final TypeInformation<EncodedRecord> OUTPUT_TYPE =
      TypeInformation.of(EncodedRecord.class);

  private PromptPipeline() {}

  /**
   * Decodes, routes and evaluates {@code records}. Each ends as exactly one record of one output.
   *
   * @param programs what records may name
   * @param engine asked for a share by every evaluating task
   */
  public static PipelineOutputs build(
      DataStream<SourceRecord> records,
      ProgramLibrary programs,
      EngineProvider engine,
      PipelineOptions options) {
    FailureOutput failures = new FailureOutput(options.deadLetters(), options.maxOutputBytes());
    SingleOutputStreamOperator<PromptEnvelope> prompts =
        records
            .transform(
                "decode",
                TypeInformation.of(PromptEnvelope.class),
                new DecodeOperatorFactory(
                    programs,
                    options.runs(),
                    BoundedLoadRouter::new,
                    options.maxParallelism(),
                    failures))
            .uid("decode")
            .setMaxParallelism(options.maxParallelism());
    SingleOutputStreamOperator<EncodedRecord> results =
        prompts
            .union(
                SessionPrompts.route(
                    prompts.getSideOutput(SessionPrompts.TAG),
                    options.sessionTtl(),
                    options.maxParallelism()))
            .keyBy(PromptEnvelope::route, Types.INT)
            .transform(
                "evaluate",
                OUTPUT_TYPE,
                new EvaluateOperatorFactory(
                    programs,
                    options.runs(),
                    engine,
                    options.window(),
                    failures,
                    options.sessionTtl()))
            .uid("evaluate")
            .setMaxParallelism(options.maxParallelism());
    SideOutputDataStream<EncodedRecord> rejected = prompts.getSideOutput(FailureOutput.TAG);
    DataStream<EncodedRecord> failed = rejected.union(results.getSideOutput(FailureOutput.TAG));
    return options.deadLetters()
        ? new PipelineOutputs(results, failed)
        : new PipelineOutputs(results.union(failed), null);
  }
}
