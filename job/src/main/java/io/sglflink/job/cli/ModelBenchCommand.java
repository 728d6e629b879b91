package io.sglflink.job.cli;

import io.sglflink.job.EngineFlags;
import io.sglflink.job.ModelDirectory;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.bench.Bench;
import io.sglflink.runtime.bench.ModelShape;
import io.sglflink.runtime.bench.RandomWeights;
import io.sglflink.runtime.bench.Roofline;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A benchmark that runs a model: what it measures on it comes from a subclass. */
@Command(optionListHeading = "%nOptions (here --kv-memory defaults to what the scenario needs):%n")
abstract class ModelBenchCommand extends MeasuringCommand {

  @ArgGroup(exclusive = true, multiplicity = "1", order = 10)
  private Subject subject;

  @Option(
      names = "--warm-up",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      order = 16,
      description = "Run the scenario once unmeasured, on other prompts. Default: on.")
  private boolean warmUp;

  @Option(
      names = "--weights-dir",
      paramLabel = "DIR",
      order = 17,
      description =
          "Directory for random weights while it runs (8b: 16 GB). Default: the one for temporary"
              + " files.")
  private Path weightsDirectory = Path.of(System.getProperty("java.io.tmpdir"));

  @Option(
      names = "--bandwidth",
      paramLabel = "B/S",
      defaultValue = "4.3e12",
      order = 18,
      description = "The GPU's memory bandwidth, for the roofline. Default: an H200's.")
  private double bandwidth;

  @Option(
      names = "--flops",
      paramLabel = "N/S",
      defaultValue = "9e14",
      order = 19,
      description = "The GPU's operations per second, for the roofline. Default: an H200's.")
  private double flops;

  @Mixin private EngineFlags engine;

  /**
   * Measures.
   *
   * @throws IllegalArgumentException when the model does not fit what is measured
   */
  abstract void measure(Bench.Settings settings);

  /**
   * Refuses options that are out of range.
   *
   * @throws IllegalArgumentException when one is
   */
  abstract void check();

  @Override
  final void measure() {
    checked(
        () -> {
          check();
          return null;
        });
    Roofline roofline = checked(() -> new Roofline(bandwidth, flops));
    if (subject.model != null) {
      EngineOptions options = checked(() -> engine.options(subject.model));
      ModelDirectory.check(subject.model);
      measure(settings(subject.model.getFileName().toString(), options, roofline));
      return;
    }
    EngineOptions options = checked(() -> engine.options(weightsDirectory));
    progress("writing random weights of " + subject.shape + " to " + weightsDirectory);
    try (RandomWeights weights = RandomWeights.write(subject.shape, seed(), weightsDirectory)) {
      String directory = weights.directory().toString();
      measure(settings(subject.shape.toString(), options.withModelPath(directory), roofline));
    }
  }

  /** Whether weights are random, so that there is no tokenizer with them. */
  final boolean isRandom() {
    return subject.model == null;
  }

  private Bench.Settings settings(String model, EngineOptions options, Roofline roofline) {
    boolean fitPool =
        !spec().commandLine().getParseResult().hasMatchedOption(EngineFlags.KV_MEMORY);
    return new Bench.Settings(model, options, fitPool, warmUp, seed(), roofline);
  }

  /** The model. */
  private static final class Subject {
    @Option(
        names = "--shape",
        paramLabel = "SHAPE",
        description = "Random weights of this shape: tiny, 0.5b, 1b, 8b or qwen3-0.6b.",
        converter = ShapeConverter.class)
    private ModelShape shape;

    @Option(names = "--model", paramLabel = "DIR", description = "A directory in HF layout.")
    private Path model;
  }
}
