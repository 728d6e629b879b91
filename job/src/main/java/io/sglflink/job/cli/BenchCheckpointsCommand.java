package io.sglflink.job.cli;

import io.sglflink.job.DurationConverter;
import io.sglflink.job.EngineFlags;
import io.sglflink.job.ModelDirectory;
import io.sglflink.runtime.EngineOptions;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A job's checkpoints while its queue is full. */
@Command(
    name = "checkpoints",
    description = {
      "A whole job in this process, whose runs take long and whose input does not end: how long its",
      "checkpoints take, unaligned and aligned, and a savepoint. run_ms_p50 says how long runs took."
    },
    footer = {"  sglang bench checkpoints --seconds 60 --window 256 --output-tokens 128"})
final class BenchCheckpointsCommand extends MeasuringCommand {

  private final Installation installation;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      order = 10,
      description = "A model in Hugging Face layout. Default: the one that comes along.")
  private Path model;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      order = 11,
      description = "How long each mode is measured. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = DurationConverter.class,
      order = 11,
      description = "Time between checkpoints. Default: ${DEFAULT-VALUE}.")
  private Duration interval;

  @Option(
      names = "--window",
      paramLabel = "RUNS",
      defaultValue = "256",
      order = 11,
      description = "Runs that the task gives the engine at once. Default: ${DEFAULT-VALUE}.")
  private int window;

  @Option(
      names = "--output-tokens",
      paramLabel = "N",
      defaultValue = "128",
      order = 11,
      description = "Tokens that each run generates. Default: ${DEFAULT-VALUE}.")
  private int outputTokens;

  @Mixin private EngineFlags engine;

  BenchCheckpointsCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  void measure() {
    Path directory = model == null ? installation.examples().resolve("demo-model") : model;
    CheckpointBench bench =
        checked(
            () -> {
              EngineOptions options = engine.options(directory);
              return new CheckpointBench(
                  options,
                  installation.engines().apply(options),
                  window,
                  outputTokens,
                  seconds,
                  interval);
            });
    ModelDirectory.check(directory);
    for (boolean unaligned : new boolean[] {true, false}) {
      progress("measuring " + (unaligned ? "unaligned" : "aligned") + " checkpoints");
      try {
        report(bench.run(unaligned));
      } catch (Exception e) {
        throw new IllegalStateException("the job failed: " + e.getMessage(), e);
      }
    }
  }
}
