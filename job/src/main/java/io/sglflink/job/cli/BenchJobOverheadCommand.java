package io.sglflink.job.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.connectors.SinkOptions;
import io.sglflink.connectors.SourceOptions;
import io.sglflink.job.EngineFlags;
import io.sglflink.job.JobSpec;
import io.sglflink.job.ModelDirectory;
import io.sglflink.job.ProgramFiles;
import io.sglflink.job.bench.JobOverhead;
import io.sglflink.operators.PipelineOptions;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.RunDefaults;
import io.sglflink.runtime.EngineOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The job beside its engine alone. */
@Command(
    name = "job-overhead",
    description = {
      "The whole job beside its engine alone: records per second of the same prompts with the same",
      "window, in turns. The time is that from the engine's first token to its last."
    },
    footer = {
      "  sglang bench job-overhead",
      "  sglang bench job-overhead --model DIR --programs qa.json --input prompts.jsonl --rounds 5"
    })
final class BenchJobOverheadCommand extends MeasuringCommand {

  private final Installation installation;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      order = 10,
      description = "A directory in HF layout. Default: the demo model.")
  private Path model;

  @Option(
      names = "--programs",
      paramLabel = "PATH",
      order = 11,
      description = "Programs that the records name. Default: the examples.")
  private Path programs;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      order = 11,
      description =
          "Prompt records: a JSON-lines file, or a directory of *.jsonl files. Default: the"
              + " examples.")
  private Path input;

  @Option(
      names = "--window",
      paramLabel = "RUNS",
      defaultValue = "256",
      order = 12,
      description = "Runs that the engine has at once. Default: ${DEFAULT-VALUE}.")
  private int window;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      order = 12,
      description = "How often both are measured. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Mixin private EngineFlags engine;

  BenchJobOverheadCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  void measure() throws Exception {
    Path modelOrDemo = model == null ? installation.examples().resolve("demo-model") : model;
    Path inputOrExamples = input == null ? installation.examples().resolve("prompts") : input;
    EngineOptions options = checked(() -> engine.options(modelOrDemo));
    PipelineOptions pipeline = checked(() -> PipelineOptions.DEFAULTS.withWindow(window));
    ModelDirectory.check(modelOrDemo);
    ProgramLibrary library =
        ProgramFiles.load(
            programs == null ? installation.examples().resolve("programs") : programs);
    List<byte[]> records = DemoPrompts.load(inputOrExamples, Integer.MAX_VALUE).records();
    Path directory = Files.createTempDirectory("sglang-bench-");
    try {
      Path prompts = directory.resolve("prompts.jsonl");
      Files.write(prompts, records.stream().map(line -> new String(line, UTF_8)).toList());
      JobSpec spec =
          new JobSpec(
              options,
              RunDefaults.DEFAULT,
              library,
              prompts.toUri(),
              directory.resolve("results").toUri(),
              null,
              SourceOptions.DEFAULTS,
              SinkOptions.DEFAULTS,
              null,
              1,
              pipeline);
      JobOverhead overhead = checked(() -> new JobOverhead(spec, records, rounds, this::progress));
      report(overhead.run(installation.engines().apply(options)));
    } finally {
      FileUtils.deleteDirectoryQuietly(directory.toFile());
    }
  }
}
