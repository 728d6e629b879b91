package io.sglflink.job.cli;

import io.sglflink.job.EngineFlags;
import io.sglflink.job.ModelDirectory;
import io.sglflink.job.UserException;
import io.sglflink.runtime.EngineFactory;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.checkpoint.CheckpointException;
import io.sglflink.runtime.cost.AttentionCalibration;
import io.sglflink.runtime.cost.AttentionCalibration.Result;
import io.sglflink.runtime.cost.AttentionProbe;
import io.sglflink.runtime.cost.AttentionShape;
import io.sglflink.runtime.cost.CostModel;
import io.sglflink.runtime.cost.CostModelFile;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what attention costs, for the planner of segments. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    customSynopsis = {"sglang calibrate --model DIR [--output FILE] [OPTION...]", ""},
    description = {
      "Measures attention on this machine and keeps the figures by which the engine decides which"
          + " keys and values several requests read together.",
      "",
      "Without --output they go to the user's cache directory, where engines on this device with"
          + " as many heads of the same size and type find them."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sglang calibrate --model DIR",
      "  sglang calibrate --model DIR --device cuda --output h200.json"
    })
final class CalibrateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      order = 10,
      description = "A directory in Hugging Face layout.")
  private Path model;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      order = 11,
      description = "Where to keep the figures. Default: the user's cache directory.")
  private Path output;

  @Mixin private EngineFlags engine;

  @Override
  public Integer call() {
    EngineOptions options = options();
    ModelDirectory.check(model);
    try (AttentionProbe probe = EngineFactory.attentionProbe(options, Checkpoint.open(model))) {
      AttentionShape shape = probe.shape();
      Result result = new AttentionCalibration(probe).run();
      Path file = output == null ? CostModelFile.defaultPath(shape, System.getenv()) : output;
      CostModelFile.write(file, shape, result.model());
      print(shape, result, file);
      return ExitCode.OK;
    } catch (CheckpointException | IllegalArgumentException | UncheckedIOException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  private EngineOptions options() {
    try {
      return engine.options(model);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void print(AttentionShape shape, Result result, Path file) {
    PrintWriter out = spec.commandLine().getOut();
    CostModel costs = result.model();
    out.printf("%s, one layer, in microseconds:%n", shape);
    line(out, "call", costs.call(), "an operator call");
    line(out, "read", costs.read(), "reading a slot");
    line(out, "compute", costs.compute(), "a row against a slot");
    line(out, "gather", costs.gather(), "a slot of a gathered row");
    line(out, "merge", costs.merge(), "a row's partial result");
    line(out, "latency", costs.latency(), "a slot that a call waits for");
    out.printf(Locale.ROOT, "mean error %.1f %%%n", 100 * result.error());
    out.printf("kept in %s%n", file.toAbsolutePath());
  }

  private static void line(PrintWriter out, String name, double seconds, String meaning) {
    out.printf(Locale.ROOT, "  %-8s %12.6f  %s%n", name, 1e6 * seconds, meaning);
  }
}
