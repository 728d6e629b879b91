package io.sglflink.job.cli;

import io.sglflink.job.EngineFlags;
import io.sglflink.job.ModelDirectory;
import io.sglflink.job.UserException;
import io.sglflink.runtime.EngineFactory;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.bench.ModelShape;
import io.sglflink.runtime.bench.RandomWeights;
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
import picocli.CommandLine.ArgGroup;
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
    customSynopsis = {
      "sglang calibrate (--model DIR | --shape SHAPE) [--output FILE] [OPTION...]",
      ""
    },
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
      "  sglang calibrate --shape 0.5b",
      "  sglang calibrate --model DIR --device cuda --output h200.json"
    })
final class CalibrateCommand implements Callable<Integer> {

  /** Largest mean error with which figures are of use. */
  private static final double MOST_ERROR = 0.5;

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1", order = 10)
  private Subject subject;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      order = 11,
      description = "Where to keep the figures. Default: the user's cache directory.")
  private Path output;

  @Mixin private EngineFlags engine;

  @Override
  public Integer call() {
    try {
      if (subject.model != null) {
        EngineOptions options = options(subject.model);
        ModelDirectory.check(subject.model);
        calibrate(options);
        return ExitCode.OK;
      }
      Path parent = Path.of(System.getProperty("java.io.tmpdir"));
      EngineOptions options = options(parent);
      try (RandomWeights weights = RandomWeights.write(subject.shape, 0, parent)) {
        calibrate(options.withModelPath(weights.directory().toString()));
      }
      return ExitCode.OK;
    } catch (CheckpointException | IllegalArgumentException | UncheckedIOException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  private void calibrate(EngineOptions options) {
    Checkpoint checkpoint = Checkpoint.open(Path.of(options.modelPath()));
    try (AttentionProbe probe = EngineFactory.attentionProbe(options, checkpoint)) {
      AttentionShape shape = probe.shape();
      Result result = new AttentionCalibration(probe).run();
      print(shape, result);
      if (result.error() > MOST_ERROR) {
        throw new UserException(
            String.format(
                Locale.ROOT,
                "the figures miss what was measured by %.0f %%, so they are not kept: calibrate on"
                    + " a machine that does nothing else",
                100 * result.error()));
      }
      Path file = output == null ? CostModelFile.defaultPath(shape, System.getenv()) : output;
      CostModelFile.write(file, shape, result.model());
      spec.commandLine().getOut().printf("kept in %s%n", file.toAbsolutePath());
    }
  }

  private EngineOptions options(Path model) {
    try {
      return engine.options(model);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void print(AttentionShape shape, Result result) {
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
  }

  private static void line(PrintWriter out, String name, double seconds, String meaning) {
    out.printf(Locale.ROOT, "  %-8s %12.6f  %s%n", name, 1e6 * seconds, meaning);
  }

  /** Whose attention is measured. */
  private static final class Subject {
    @Option(
        names = "--shape",
        paramLabel = "SHAPE",
        description = "Random weights of this shape, for example 0.5b.",
        converter = ShapeConverter.class)
    private ModelShape shape;

    @Option(names = "--model", paramLabel = "DIR", description = "A directory in HF layout.")
    private Path model;
  }
}
