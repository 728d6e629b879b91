package io.sglflink.runtime.bench;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.LogprobOptions;
import io.sglflink.model.RequestId;
import io.sglflink.model.SamplingParams;
import io.sglflink.runtime.EngineFactory;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.EngineStats;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.engine.TokenEngine;
import io.sglflink.runtime.engine.TokenRequest;
import io.sglflink.runtime.engine.TokenRequest.StopCheck;
import io.sglflink.runtime.engine.TokenResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Output tokens per second of the engine, end to end, at several batch sizes.
 *
 * <p>Every request's prompt is a prefix that all share and a tail of its own; output is greedy and
 * of fixed length. Each batch size runs once unmeasured, then once measured on an empty cache.
 */
public final class DecodeBench {

  private final EngineOptions options;
  private final Load load;
  private final LongSupplier nanoClock;

  /**
   * What to run.
   *
   * @param batches requests side by side, one measurement for each
   * @param promptTokens tokens of each prompt
   * @param sharedTokens leading tokens that all prompts have in common
   * @param outputTokens tokens that each request draws, at least 2
   * @param seed makes prompts, and weights where they are random
   */
  public record Load(
      List<Integer> batches, int promptTokens, int sharedTokens, int outputTokens, long seed) {

    public Load {
      batches = List.copyOf(batches);
      if (sharedTokens < 0 || sharedTokens >= promptTokens) {
        throw new IllegalArgumentException(
            "shared is "
                + sharedTokens
                + " of "
                + promptTokens
                + " prompt tokens: leave each prompt at least one of its own");
      }
      if (outputTokens < 2) {
        throw new IllegalArgumentException(
            "output is " + outputTokens + " tokens: a decode rate needs at least 2");
      }
    }
  }

  /**
   * One batch size's figures.
   *
   * @param batch requests side by side
   * @param seconds from the first submission to the last token
   * @param outputPerSecond output tokens over {@code seconds}
   * @param decodePerSecond output tokens per second once every request has its first
   * @param stepMillis mean time of a step in that phase
   * @param cachedTokens prompt tokens that came from the cache
   */
  public record Row(
      int batch,
      double seconds,
      double outputPerSecond,
      double decodePerSecond,
      double stepMillis,
      long cachedTokens) {}

  public DecodeBench(EngineOptions options, Load load, LongSupplier nanoClock) {
    this.options = requireNonNull(options, "options is null");
    this.load = requireNonNull(load, "load is null");
    this.nanoClock = requireNonNull(nanoClock, "nanoClock is null");
  }

  /**
   * Runs on the checkpoint that the options name; {@code report} receives each row when it is done.
   */
  public void run(Consumer<Row> report) {
    Checkpoint checkpoint = Checkpoint.open(Path.of(options.modelPath()));
    int vocabulary = checkpoint.config().vocabSize();
    for (int batch : load.batches()) {
      // A fresh engine has an empty cache; the first round warms up on prompts of its own.
      try (TokenEngine engine = EngineFactory.tokenEngine(options, checkpoint)) {
        measure(engine, batch, prompts(batch, vocabulary, load.seed() + 1));
        report.accept(measure(engine, batch, prompts(batch, vocabulary, load.seed())));
      }
    }
  }

  /** Runs on random weights of {@code shape}, written to a temporary directory meanwhile. */
  public static void runRandom(
      ModelShape shape,
      EngineOptions options,
      Load load,
      LongSupplier nanoClock,
      Consumer<Row> report) {
    try {
      Path directory = Files.createTempDirectory("sglang-bench-");
      try {
        RandomCheckpoint.write(shape, load.seed(), directory);
        new DecodeBench(options.withModelPath(directory.toString()), load, nanoClock).run(report);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Row measure(TokenEngine engine, int batch, List<int[]> prompts) {
    EngineStats before = engine.stats();
    List<Request> requests = new ArrayList<>();
    long start = nanoClock.getAsLong();
    for (int[] prompt : prompts) {
      requests.add(new Request(engine, prompt));
    }
    requests.forEach(request -> request.result.join());
    long end = requests.stream().mapToLong(r -> r.last.get()).max().orElseThrow();
    long allStarted = requests.stream().mapToLong(r -> r.first.get()).max().orElseThrow();
    long later = requests.stream().mapToLong(r -> r.after(allStarted)).sum();
    double decodeSeconds = (end - allStarted) / 1e9;
    double seconds = (end - start) / 1e9;
    EngineStats after = engine.stats();
    return new Row(
        batch,
        seconds,
        batch * load.outputTokens() / seconds,
        later / decodeSeconds,
        1e3 * decodeSeconds * batch / later,
        after.cachedTokens() - before.cachedTokens());
  }

  private List<int[]> prompts(int batch, int vocabulary, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] shared = random.ints(load.sharedTokens(), 0, vocabulary).toArray();
    List<int[]> prompts = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      int[] prompt = random.ints(load.promptTokens(), 0, vocabulary).toArray();
      System.arraycopy(shared, 0, prompt, 0, shared.length);
      prompts.add(prompt);
    }
    return prompts;
  }

  /** A request that notes when its tokens came. */
  private final class Request {
    final List<Long> times = new ArrayList<>();
    final AtomicLong first = new AtomicLong();
    final AtomicLong last = new AtomicLong();
    final CompletableFuture<TokenResult> result;

    Request(TokenEngine engine, int[] prompt) {
      SamplingParams sampling = SamplingParams.greedy(load.outputTokens(), LogprobOptions.NONE);
      result =
          engine.submit(
              new TokenRequest(
                  new RequestId("bench", "/"),
                  prompt,
                  sampling,
                  Set.of(),
                  0,
                  TokenRequest.SCORE_NOTHING,
                  stamp()));
    }

    private StopCheck stamp() {
      return token -> {
        long now = nanoClock.getAsLong();
        first.compareAndSet(0, now);
        last.set(now);
        times.add(now);
        return null;
      };
    }

    long after(long time) {
      return times.stream().filter(t -> t > time).count();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
