package io.sglflink.runtime.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.runtime.EngineFactory;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.checkpoint.TensorType;
import io.sglflink.runtime.engine.TokenEngine;
import io.sglflink.runtime.torch.ComputeDevice;
import io.sglflink.runtime.torch.TorchDecoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Measures scenarios on a model: one engine, each scenario on prompts that it has not seen. */
public final class Bench {

  /** Slots beyond what a load's tokens take, for what lies scattered. */
  private static final double SLACK = 1.1;

  private final Settings settings;
  private final Consumer<ObjectNode> report;
  private final Consumer<String> progress;

  /**
   * What all scenarios have in common.
   *
   * @param model what the report calls the model
   * @param options how to open the engine
   * @param fitPool whether the KV pool on CPU gets the memory that the scenarios need, up to half
   *     of what the machine has, in place of {@code options.kvMemory()}
   * @param warmUp whether each scenario runs once unmeasured first
   * @param seed makes prompts
   * @param roofline what the device can do, for the report on a GPU
   */
  public record Settings(
      String model,
      EngineOptions options,
      boolean fitPool,
      boolean warmUp,
      long seed,
      Roofline roofline) {

    public Settings {
      requireNonNull(model, "model is null");
      requireNonNull(options, "options is null");
      requireNonNull(roofline, "roofline is null");
    }

    /**
     * The options with a KV pool of {@code slots} slots, if there is memory and it is to be fitted.
     */
    EngineOptions fitted(Checkpoint checkpoint, long slots) {
      if (!fitPool) {
        return options;
      }
      double bytes = SLACK * slots * slotBytes(checkpoint) / options.memFractionStatic();
      return options.withKvMemory((long) Math.ceil(Math.min(bytes, PeakMemory.available() / 2.0)));
    }

    long slotBytes(Checkpoint checkpoint) {
      return TorchDecoder.bytesPerSlot(checkpoint.config(), type(checkpoint));
    }

    /** The element type that the engine chooses. */
    TensorType type(Checkpoint checkpoint) {
      return Arrays.stream(TensorType.values())
          .filter(type -> type.torchName().equals(options.dtype()))
          .findFirst()
          .orElse(checkpoint.config().dtype());
    }

    /** Most tokens of a request. */
    int context(Checkpoint checkpoint) {
      int wanted = options.contextLength();
      return wanted == 0 ? checkpoint.config().maxPositions() : wanted;
    }
  }

  /**
   * @param report receives each measurement when it is done
   * @param progress receives what is being done, in words
   */
  public Bench(Settings settings, Consumer<ObjectNode> report, Consumer<String> progress) {
    this.settings = requireNonNull(settings, "settings is null");
    this.report = requireNonNull(report, "report is null");
    this.progress = requireNonNull(progress, "progress is null");
  }

  /**
   * Measures {@code scenarios} one after the other.
   *
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when the model is unusable
   * @throws IllegalArgumentException when an option does not fit the model, or a scenario's
   *     requests are longer than its context
   * @throws java.util.concurrent.CompletionException when a request fails
   */
  public void run(List<? extends Scenario> scenarios) {
    Checkpoint checkpoint = Checkpoint.open(Path.of(settings.options.modelPath()));
    long slots = scenarios.stream().mapToLong(Scenario::slots).max().orElseThrow();
    EngineOptions options = settings.fitted(checkpoint, slots);
    progress.accept("loading " + settings.model);
    try (TokenEngine engine = EngineFactory.tokenEngine(options, checkpoint)) {
      // Nothing that runs later may find its prompts in the cache.
      SplittableRandom seeds = new SplittableRandom(settings.seed);
      for (Scenario scenario : scenarios) {
        long seed = seeds.nextLong();
        if (settings.warmUp) {
          progress.accept("warming up for " + words(scenario));
          load(engine, checkpoint, scenario, ~seed);
        }
        progress.accept("measuring " + words(scenario));
        Outcome outcome = load(engine, checkpoint, scenario, seed);
        report.accept(describe(scenario, checkpoint, outcome).json());
      }
    }
  }

  private static String words(Scenario scenario) {
    return scenario.name() + " " + Report.parameters(scenario);
  }

  private Outcome load(TokenEngine engine, Checkpoint checkpoint, Scenario scenario, long seed) {
    return new LoadRun(engine, scenario.name(), settings.context(checkpoint), System::nanoTime)
        .run(scenario.start(new Prompts(checkpoint.config().vocabSize(), seed)));
  }

  private Report describe(Scenario scenario, Checkpoint checkpoint, Outcome outcome) {
    EngineOptions options = settings.options;
    ComputeDevice device = ComputeDevice.choose(options);
    Report description =
        new Report(scenario.name(), scenario)
            .put("model", settings.model)
            .put("device", device.toString())
            .put("dtype", settings.type(checkpoint).torchName())
            .put("quantize", options.tuning().quantize())
            .put("radix_cache", options.enableRadixCache())
            .put("tree_attention", options.tuning().treeAttention())
            .put("max_running_requests", options.maxRunningRequests())
            .put("seed", settings.seed)
            .put(outcome);
    if (!device.isGpu()) {
      return description.put("peak_memory_bytes", PeakMemory.ofProcess());
    }
    Roofline roofline = settings.roofline;
    return description
        .put("device_memory_bytes", PeakMemory.of(device))
        .put(
            roofline,
            roofline.of(figures(checkpoint), outcome, options.maxRunningRequests()),
            outcome.decode() != null);
  }

  private Roofline.Model figures(Checkpoint checkpoint) {
    long parameters = checkpoint.weights().parameterCount();
    boolean int8 = settings.options.tuning().quantize().equals("int8");
    long bytes = parameters * (int8 ? 1 : settings.type(checkpoint).bytes());
    return new Roofline.Model(
        checkpoint.config(), parameters, bytes, settings.slotBytes(checkpoint));
  }
}
