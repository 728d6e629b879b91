package io.sglflink.job;

import static java.util.Objects.requireNonNull;

import io.sglflink.connectors.SinkOptions;
import io.sglflink.connectors.SourceOptions;
import io.sglflink.operators.PipelineOptions;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.RunDefaults;
import io.sglflink.runtime.EngineOptions;
import java.net.URI;
import java.time.Duration;

/**
 * A job, fully described.
 *
 * @param engine how each slot's engine is opened
 * @param runs what every run is given
 * @param programs the programs that records may name
 * @param input where prompt records come from
 * @param output where result records go
 * @param deadLetters where failures go; null sends them to {@code output}
 * @param source how the input is read
 * @param sink how output and dead letters are written
 * @param checkpointInterval null takes Flink's own setting, else {@link
 *     #DEFAULT_CHECKPOINT_INTERVAL}
 * @param parallelism tasks per operator; null takes Flink's own setting
 * @param pipeline how the operators run; its dead letters and output size follow from the endpoints
 */
public record JobSpec(
    EngineOptions engine,
    RunDefaults runs,
    ProgramLibrary programs,
    URI input,
    URI output,
    URI deadLetters,
    SourceOptions source,
    SinkOptions sink,
    Duration checkpointInterval,
    Integer parallelism,
    PipelineOptions pipeline) {

  /** How long exactly-once results stay invisible when nobody says otherwise. */
  public static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  public JobSpec {
    requireNonNull(engine, "engine is null");
    requireNonNull(runs, "runs is null");
    requireNonNull(programs, "programs is null");
    requireNonNull(input, "input is null");
    requireNonNull(output, "output is null");
    requireNonNull(source, "source is null");
    requireNonNull(sink, "sink is null");
    requireNonNull(pipeline, "pipeline is null");
  }

  /** The same job with outputs that are written otherwise. */
  public JobSpec withSink(SinkOptions other) {
    return new JobSpec(
        engine,
        runs,
        programs,
        input,
        output,
        deadLetters,
        source,
        other,
        checkpointInterval,
        parallelism,
        pipeline);
  }
}
