package io.sglflink.job;

import io.sglflink.connectors.Endpoints;
import io.sglflink.connectors.SinkOptions;
import io.sglflink.connectors.SourceOptions;
import io.sglflink.connectors.SourceOptions.Extent;
import io.sglflink.connectors.SourceOptions.StartingOffsets;
import io.sglflink.operators.PipelineOptions;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.RunDefaults;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.connector.base.DeliveryGuarantee;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code sglang run} and of {@code flink run} alike. Filled in by picocli. */
public final class JobFlags {

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      order = 10,
      description =
          "The model: a directory in Hugging Face layout (config.json, model.safetensors,"
              + " tokenizer.json). On a cluster the path is that of the TaskManagers.")
  private Path model;

  @Mixin private EngineFlags engine;

  @Option(
      names = "--programs",
      paramLabel = "PATH",
      order = 11,
      description =
          "Programs that records may name: a JSON file, or a directory whose *.json files are"
              + " taken. Without it every record brings its own.")
  private Path programs;

  @Option(
      names = "--programs-topic",
      paramLabel = "URI",
      order = 11,
      description =
          "Programs that are published while the job runs (sglang publish), in a compacted topic:"
              + " kafka://host:port/topic. They go before those of --programs.")
  private URI programsTopic;

  @Option(
      names = "--program-wait",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = DurationConverter.class,
      order = 11,
      description =
          "With --programs-topic: how long a record waits for a program that nobody has published"
              + " yet, before it is a dead letter; 0s for not at all. Default: ${DEFAULT-VALUE}.")
  private Duration programWait;

  @Option(
      names = "--input",
      paramLabel = "URI",
      required = true,
      order = 12,
      description =
          "Prompt records: kafka://host:port/topic, or file:///path to a JSON-lines file or a"
              + " directory of them.")
  private URI input;

  @Option(
      names = "--output",
      paramLabel = "URI",
      required = true,
      order = 13,
      description = "Result records: kafka://host:port/topic, or file:///path to a directory.")
  private URI output;

  @Option(
      names = "--dead-letters",
      paramLabel = "URI",
      order = 14,
      description =
          "Records that failed, with the reason and their original bytes, like --output. Without"
              + " it failures go to the output, with status failed.")
  private URI deadLetters;

  @Option(
      names = "--bounded",
      order = 30,
      description =
          "Kafka: stop at the records that are there when the job starts. Resumed jobs keep to what"
              + " they were started with.")
  private boolean bounded;

  @Option(
      names = "--starting-offsets",
      paramLabel = "WHERE",
      defaultValue = "earliest",
      converter = StartingOffsetsConverter.class,
      order = 31,
      description =
          "Kafka: earliest, or committed (where an earlier job of the same group stood; the last"
              + " records before it may come again)."
              + " Default: ${DEFAULT-VALUE}.")
  private StartingOffsets startingOffsets;

  @Option(
      names = "--group-id",
      paramLabel = "NAME",
      defaultValue = "sglang-flink",
      order = 32,
      description = "Kafka: the consumer group. Default: ${DEFAULT-VALUE}.")
  private String groupId;

  @Option(
      names = "--delivery",
      paramLabel = "GUARANTEE",
      defaultValue = "exactly-once",
      converter = DeliveryConverter.class,
      order = 33,
      description =
          "Kafka output: exactly-once (consumers read with isolation.level=read_committed) or"
              + " at-least-once. Default: ${DEFAULT-VALUE}.")
  private DeliveryGuarantee delivery;

  @Option(
      names = "--transactional-id-prefix",
      paramLabel = "NAME",
      order = 34,
      description =
          "Kafka output, exactly-once: unique among the jobs on the broker, the same when a job is"
              + " resumed. Default: a random one.")
  private String transactionalIdPrefix;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      order = 35,
      description =
          "Time between checkpoints, which is how long exactly-once results stay invisible."
              + " Default: Flink's execution.checkpointing.interval, else 10s.")
  private Duration checkpointInterval;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      order = 36,
      description =
          "Tasks per operator; those of one JVM and device share an engine. Default: Flink's"
              + " parallelism.default, else 1.")
  private Integer parallelism;

  @Option(
      names = "--window",
      paramLabel = "RUNS",
      defaultValue = "256",
      order = 37,
      description =
          "Runs that a task gives the engine at once; as many again may wait in the task. Default:"
              + " ${DEFAULT-VALUE}.")
  private int window;

  @Option(
      names = "--session-ttl",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = DurationConverter.class,
      order = 38,
      description =
          "How long a conversation (session in the record) is remembered after its last turn."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration sessionTtl;

  @Mixin private SamplingFlags sampling;

  @Mixin private LimitFlags limits;

  /** The model's directory, as it was given. */
  public Path model() {
    return model;
  }

  /**
   * The job as the options describe it. Reads the programs, and looks at nothing else.
   *
   * @throws IllegalArgumentException when an option is out of its range
   * @throws UserException when a program cannot be read or does not validate
   * @throws io.sglflink.connectors.EndpointException when the programs' topic is not of its form
   */
  public JobSpec spec() {
    if (parallelism != null && parallelism < 1) {
      throw new IllegalArgumentException(
          String.format("parallelism is %d: give 1 or more", parallelism));
    }
    if (checkpointInterval != null && checkpointInterval.compareTo(Duration.ofMillis(10)) < 0) {
      throw new IllegalArgumentException(
          String.format(
              "checkpoint_interval is %d ms: give 10ms or more", checkpointInterval.toMillis()));
    }
    return new JobSpec(
        engine.options(model),
        new RunDefaults(sampling.params(), limits.limits()),
        library(),
        input,
        output,
        deadLetters,
        new SourceOptions(bounded ? Extent.BOUNDED : Extent.NATURAL, startingOffsets, groupId),
        new SinkOptions(delivery, transactionalIdPrefix),
        checkpointInterval,
        parallelism,
        PipelineOptions.DEFAULTS.withWindow(window).withSessionTtl(sessionTtl));
  }

  private ProgramLibrary library() {
    ProgramLibrary files = programs == null ? ProgramLibrary.empty() : ProgramFiles.load(programs);
    return programsTopic == null
        ? files
        : files.following(Endpoints.programs(programsTopic), programWait);
  }

  static final class DeliveryConverter implements ITypeConverter<DeliveryGuarantee> {
    @Override
    public DeliveryGuarantee convert(String value) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "exactly-once" -> DeliveryGuarantee.EXACTLY_ONCE;
        case "at-least-once" -> DeliveryGuarantee.AT_LEAST_ONCE;
        default ->
            throw new TypeConversionException(
                "'" + value + "' is not a guarantee: write exactly-once or at-least-once");
      };
    }
  }

  static final class StartingOffsetsConverter implements ITypeConverter<StartingOffsets> {
    @Override
    public StartingOffsets convert(String value) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "earliest" -> StartingOffsets.EARLIEST;
        case "committed" -> StartingOffsets.COMMITTED;
        default ->
            throw new TypeConversionException(
                "'" + value + "' is not a start: write earliest or committed");
      };
    }
  }
}
