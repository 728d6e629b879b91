package io.sglflink.job;

import io.sglflink.connectors.EndpointException;
import io.sglflink.connectors.Endpoints;
import io.sglflink.connectors.SinkOptions;
import io.sglflink.operators.EngineProvider;
import io.sglflink.operators.PipelineOutputs;
import io.sglflink.operators.PromptPipeline;
import io.sglflink.record.EncodedRecord;
import io.sglflink.record.SourceRecord;
import java.net.URI;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Builds the job graph: input, pipeline, outputs. */
public final class PromptJob {

  private PromptJob() {}

  /** What the job is called in Flink. */
  public static String name(JobSpec spec) {
    return "sglang: " + spec.input() + " -> " + spec.output();
  }

  /**
   * Looks whether the endpoints' URIs are of a known form and no output is read again as input.
   *
   * @throws EndpointException when one is not
   */
  public static void checkForms(JobSpec spec) {
    Endpoints.source(spec.input(), spec.source());
    Endpoints.sink(spec.output(), spec.sink());
    Endpoints.checkApart(spec.input(), spec.output());
    if (spec.deadLetters() != null) {
      Endpoints.sink(spec.deadLetters(), spec.sink());
      Endpoints.checkApart(spec.input(), spec.deadLetters());
    }
  }

  /**
   * Looks whether the endpoints can be used now, before anything is started.
   *
   * @throws EndpointException when one cannot
   */
  public static void checkEndpoints(JobSpec spec) {
    Endpoints.checkSource(spec.input());
    if (spec.programs().feed() != null) {
      spec.programs().feed().check();
    }
    Endpoints.checkSink(spec.output());
    if (spec.deadLetters() != null) {
      Endpoints.checkSink(spec.deadLetters());
    }
  }

  /** Adds the job to {@code env}; {@link #checkEndpoints} has passed. */
  public static void build(StreamExecutionEnvironment env, JobSpec spec, EngineProvider engine) {
    configure(env, spec);
    DataStream<SourceRecord> records =
        env.fromSource(
                Endpoints.source(spec.input(), spec.source()),
                WatermarkStrategy.noWatermarks(),
                "input")
            .uid("input");
    PipelineOutputs outputs =
        PromptPipeline.build(
            records,
            spec.programs(),
            engine,
            spec.pipeline()
                .withRuns(spec.runs())
                .withDeadLetters(spec.deadLetters() != null)
                .withMaxOutputBytes(maxOutputBytes(spec)));
    write(outputs.results(), spec.output(), spec.sink(), "results");
    if (spec.deadLetters() != null) {
      write(outputs.deadLetters(), spec.deadLetters(), spec.sink(), "dead-letters");
    }
  }

  private static void write(
      DataStream<EncodedRecord> records, URI uri, SinkOptions options, String name) {
    String prefix = options.transactionalIdPrefix();
    SinkOptions own =
        prefix == null ? options : options.withTransactionalIdPrefix(prefix + "-" + name);
    records.sinkTo(Endpoints.sink(uri, own)).name(name).uid(name);
  }

  private static int maxOutputBytes(JobSpec spec) {
    int results = Endpoints.maxRecordBytes(spec.output());
    return spec.deadLetters() == null
        ? results
        : Math.min(results, Endpoints.maxRecordBytes(spec.deadLetters()));
  }

  private static void configure(StreamExecutionEnvironment env, JobSpec spec) {
    Configuration own = new Configuration();
    // A type that falls to Kryo could not be read by the next release: fail here instead.
    own.set(PipelineOptions.GENERIC_TYPES, false);
    env.configure(own);
    if (spec.parallelism() != null) {
      env.setParallelism(spec.parallelism());
    }
    Duration interval = spec.checkpointInterval();
    if (interval == null
        && env.getConfiguration()
            .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
            .isEmpty()) {
      interval = JobSpec.DEFAULT_CHECKPOINT_INTERVAL;
    }
    if (interval != null) {
      env.enableCheckpointing(interval.toMillis());
    }
  }
}
