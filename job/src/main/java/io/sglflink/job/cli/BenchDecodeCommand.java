package io.sglflink.job.cli;

import io.sglflink.job.EngineFlags;
import io.sglflink.job.ModelDirectory;
import io.sglflink.job.UserException;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.bench.DecodeBench;
import io.sglflink.runtime.bench.DecodeBench.Load;
import io.sglflink.runtime.bench.DecodeBench.Row;
import io.sglflink.runtime.bench.ModelShape;
import io.sglflink.runtime.checkpoint.CheckpointException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tokens per second at several batch sizes. */
@Command(
    name = "decode",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    customSynopsis = {
      "sglang bench decode (--shape SHAPE | --model DIR) [--batch N,...] [OPTION...]",
      ""
    },
    description = {
      "Output tokens per second of the engine, end to end: every request has a prompt that begins"
          + " like all others, and draws a fixed number of tokens.",
      "",
      "output/s counts prefill and decode, decode/s and ms/step the time after every request has"
          + " its first token. Each batch size runs twice; the second run is measured."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sglang bench decode --shape 0.5b --batch 1,8,32",
      "  sglang bench decode --shape 1b --device cuda --batch 128 --prompt-tokens 1024 \\",
      "      --shared-tokens 0 --output-tokens 128"
    })
final class BenchDecodeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1", order = 10)
  private Subject subject;

  @Option(
      names = "--batch",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,8,32",
      order = 11,
      description = "Requests side by side, one measurement for each. Default: ${DEFAULT-VALUE}.")
  private List<Integer> batches;

  @Option(
      names = "--prompt-tokens",
      paramLabel = "N",
      defaultValue = "544",
      order = 12,
      description = "Tokens of each prompt. Default: ${DEFAULT-VALUE}.")
  private int promptTokens;

  @Option(
      names = "--shared-tokens",
      paramLabel = "N",
      defaultValue = "512",
      order = 13,
      description = "Leading tokens that all prompts share. Default: ${DEFAULT-VALUE}.")
  private int sharedTokens;

  @Option(
      names = "--output-tokens",
      paramLabel = "N",
      defaultValue = "32",
      order = 14,
      description = "Tokens that each request draws. Default: ${DEFAULT-VALUE}.")
  private int outputTokens;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      order = 15,
      description = "Makes prompts, and weights where they are random. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private EngineFlags engine;

  @Override
  public Integer call() {
    Load load = load();
    PrintWriter out = spec.commandLine().getOut();
    try {
      if (subject.model != null) {
        EngineOptions options = options(subject.model);
        ModelDirectory.check(subject.model);
        header(out);
        new DecodeBench(options, load, System::nanoTime).run(row -> print(row, out));
      } else {
        // The random checkpoint replaces the path.
        EngineOptions options = options(Path.of("."));
        header(out);
        DecodeBench.runRandom(
            subject.shape, options, load, System::nanoTime, row -> print(row, out));
      }
      return ExitCode.OK;
    } catch (CheckpointException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  private Load load() {
    try {
      return new Load(batches, promptTokens, sharedTokens, outputTokens, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private EngineOptions options(Path model) {
    try {
      return engine.options(model);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static void header(PrintWriter out) {
    out.printf(
        "%6s %10s %12s %12s %10s %10s%n",
        "batch", "seconds", "output/s", "decode/s", "ms/step", "cached");
  }

  private static void print(Row row, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%6d %10.2f %12.1f %12.1f %10.2f %10d%n",
        row.batch(),
        row.seconds(),
        row.outputPerSecond(),
        row.decodePerSecond(),
        row.stepMillis(),
        row.cachedTokens());
  }

  /** What is measured. */
  private static final class Subject {
    @Option(
        names = "--shape",
        paramLabel = "SHAPE",
        description = "Random weights of this shape: tiny, 0.5b, 1b or 8b.",
        converter = ShapeConverter.class)
    private ModelShape shape;

    @Option(names = "--model", paramLabel = "DIR", description = "A directory in HF layout.")
    private Path model;
  }
}
