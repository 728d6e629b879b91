package io.sglflink.runtime.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.model.RequestId;
import io.sglflink.runtime.EngineFactory;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.constraint.ConstraintCompiler;
import io.sglflink.runtime.constraint.TokenState;
import io.sglflink.runtime.engine.TokenEngine;
import io.sglflink.runtime.tokenizer.Tokenizer;
import io.sglflink.runtime.torch.ComputeDevice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Measures what constraints cost: JSON of a schema, and beside it free output of the same prompts
 * and lengths. With jump-ahead and without.
 */
public final class ConstrainedBench {

  private static final RequestId ID = new RequestId("bench", "/");

  private final Bench.Settings settings;
  private final Path tokenizerDirectory;
  private final Consumer<ObjectNode> report;
  private final Consumer<String> progress;

  /** A load's prompts, and the outputs that they have led to. */
  private record Work(int[][] prompts, int[][] outputs) {

    static Work of(ConstrainedLoad load, Prompts source) {
      int[][] prompts = new int[load.requests()][];
      Arrays.setAll(prompts, i -> source.tokens(load.prompt()));
      return new Work(prompts, new int[load.requests()][]);
    }

    /** Requests under the constraint that begins at {@code start}. */
    List<Call> constrained(TokenState start, int most) {
      return IntStream.range(0, prompts.length).mapToObj(i -> constrained(i, start, most)).toList();
    }

    private Call constrained(int i, TokenState start, int most) {
      return Call.generate(prompts[i], most)
          .constrained(start)
          .then(
              "/",
              output -> {
                outputs[i] = output;
                return List.of();
              });
    }

    /** The same requests, free to say what they like, at the same length. */
    List<Call> free() {
      return IntStream.range(0, prompts.length)
          .mapToObj(i -> Call.generate(prompts[i], outputs[i].length))
          .toList();
    }
  }

  /**
   * @param tokenizerDirectory directory of the tokenizer.json whose tokens the model has
   * @param report receives each measurement when it is done
   * @param progress receives what is being done, in words
   */
  public ConstrainedBench(
      Bench.Settings settings,
      Path tokenizerDirectory,
      Consumer<ObjectNode> report,
      Consumer<String> progress) {
    this.settings = requireNonNull(settings, "settings is null");
    this.tokenizerDirectory = requireNonNull(tokenizerDirectory, "tokenizerDirectory is null");
    this.report = requireNonNull(report, "report is null");
    this.progress = requireNonNull(progress, "progress is null");
  }

  /**
   * Measures {@code loads} one after the other, with jump-ahead if the options say so and without.
   *
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when model or tokenizer is unusable
   * @throws IllegalArgumentException when an option does not fit the model
   * @throws java.util.concurrent.CompletionException when a request fails
   */
  public void run(List<ConstrainedLoad> loads) {
    Checkpoint checkpoint = Checkpoint.open(Path.of(settings.options().modelPath()));
    long slots = loads.stream().mapToLong(ConstrainedLoad::slots).max().orElseThrow();
    EngineOptions options = settings.fitted(checkpoint, slots);
    List<Boolean> jumps = new ArrayList<>(List.of(false));
    if (options.tuning().jumpAhead()) {
      jumps.add(0, true);
    }
    try (Tokenizer tokenizer = Tokenizer.open(tokenizerDirectory)) {
      requireFit(tokenizer, checkpoint);
      for (boolean jumpAhead : jumps) {
        run(loads, checkpoint, tokenizer, options, jumpAhead);
      }
    }
  }

  private static void requireFit(Tokenizer tokenizer, Checkpoint checkpoint) {
    int size = checkpoint.config().vocabSize();
    if (tokenizer.vocabSize() > size) {
      throw new IllegalArgumentException(
          String.format(
              "the tokenizer has %,d tokens, the model's vocabulary %,d: take a larger shape, or a"
                  + " smaller tokenizer",
              tokenizer.vocabSize(), size));
    }
  }

  private void run(
      List<ConstrainedLoad> loads,
      Checkpoint checkpoint,
      Tokenizer tokenizer,
      EngineOptions options,
      boolean jumpAhead) {
    progress.accept("loading " + settings.model() + ", jump-ahead " + (jumpAhead ? "on" : "off"));
    EngineOptions jumping = options.withTuning(options.tuning().withJumpAhead(jumpAhead));
    try (TokenEngine engine = EngineFactory.tokenEngine(jumping, checkpoint)) {
      // Both have the same prompts, whether jump-ahead is on or off.
      SplittableRandom seeds = new SplittableRandom(settings.seed());
      for (ConstrainedLoad load : loads) {
        long seed = seeds.nextLong();
        if (settings.warmUp()) {
          progress.accept("warming up for constrained " + Report.parameters(load));
          measure(engine, checkpoint, tokenizer, load, ~seed, jumpAhead);
        }
        progress.accept("measuring constrained " + Report.parameters(load));
        report.accept(measure(engine, checkpoint, tokenizer, load, seed, jumpAhead).json());
      }
    }
  }

  private Report measure(
      TokenEngine engine,
      Checkpoint checkpoint,
      Tokenizer tokenizer,
      ConstrainedLoad load,
      long seed,
      boolean jumpAhead) {
    int vocabulary = checkpoint.config().vocabSize();
    int context = settings.context(checkpoint);
    Work work = Work.of(load, new Prompts(tokenizer.vocabSize(), seed));
    TokenState start = compile(tokenizer, vocabulary, load);
    Outcome constrained =
        new LoadRun(engine, "constrained", context, System::nanoTime)
            .run(work.constrained(start, load.output()));
    // Nothing may be found in the cache.
    engine.flushCache().join();
    Outcome free = new LoadRun(engine, "free", context, System::nanoTime).run(work.free());
    engine.flushCache().join();
    MaskTimes masks =
        MaskTimes.of(
            compile(tokenizer, vocabulary, load),
            work.prompts()[0],
            work.outputs(),
            jumpAhead,
            System::nanoTime);
    ComputeDevice device = ComputeDevice.choose(settings.options());
    double tokens = constrained.outputTokens();
    return new Report("constrained", load)
        .put("model", settings.model())
        .put("device", device.toString())
        .put("dtype", settings.type(checkpoint).torchName())
        .put("jump_ahead", jumpAhead)
        .put("seed", settings.seed())
        .put(constrained)
        .put("free_seconds", free.seconds())
        .put("free_output_tokens_per_second", tokens / free.seconds())
        .put("free_steps", free.steps())
        .put("constrained_over_free", free.seconds() / constrained.seconds())
        .put("forced_share", constrained.forcedTokens() / tokens)
        .put("mask_us_mean", masks.mean())
        .put("mask_us_p99", masks.p99())
        .put("follow_us_mean", masks.follow());
  }

  /** The constraint, with nothing of it known yet. */
  private static TokenState compile(Tokenizer tokenizer, int vocabulary, ConstrainedLoad load) {
    try (ConstraintCompiler compiler =
        new ConstraintCompiler(
            tokenizer.tokenBytes(), tokenizer::split, Set.of(), vocabulary, Runnable::run)) {
      return compiler.compile(ID, load.constraint()).join().start();
    }
  }
}
