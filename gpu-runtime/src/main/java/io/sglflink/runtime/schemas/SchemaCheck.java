package io.sglflink.runtime.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.JsonStyle;
import io.sglflink.model.Constraint;
import io.sglflink.runtime.bench.PeakMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Compiles every schema of a file and follows its instances through the masks of a vocabulary,
 * token by token.
 *
 * <p>A schema passes when all its valid instances are accepted and all its invalid ones refused: in
 * two spellings, and in the tokenizer's split and one by chance. Before each token the mask is
 * made; it must have the token, and the end token exactly where the instance is whole.
 */
public final class SchemaCheck {

  private final Options options;
  private final Function<Constraint.JsonSchema, ByteState> compile;
  private final Lane.Limits limits;

  /**
   * How to check.
   *
   * @param seed of the splits by chance
   * @param threads schemas that are scored side by side, at least 1
   * @param style of JSON; where it has no white space the spelling that has some is left out
   */
  public record Options(long seed, int threads, JsonStyle style) {

    public Options {
      requireNonNull(style, "style is null");
      if (threads < 1) {
        throw new IllegalArgumentException("--threads is " + threads + ": give at least 1");
      }
    }
  }

  /**
   * @param compile throws {@link io.sglflink.constraint.ConstraintException} for what it refuses;
   *     called on several threads
   */
  public SchemaCheck(Options options, Function<Constraint.JsonSchema, ByteState> compile) {
    this(options, compile, Lane.Limits.DEFAULT);
  }

  SchemaCheck(
      Options options, Function<Constraint.JsonSchema, ByteState> compile, Lane.Limits limits) {
    this.options = requireNonNull(options, "options is null");
    this.compile = requireNonNull(compile, "compile is null");
    this.limits = requireNonNull(limits, "limits is null");
  }

  /**
   * Scores {@code cases}.
   *
   * @param tokenizer a tokenizer.json or a .tiktoken file
   * @param cases JSON lines of name, schema and tests, perhaps gzipped
   * @param each is told every outcome, by one thread at a time
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when the tokenizer is unusable
   * @throws IllegalArgumentException when the cases are
   */
  public ObjectNode run(Path tokenizer, Path cases, Consumer<CaseOutcome> each) {
    try (CaseFile file = CaseFile.open(cases)) {
      CheckVocabulary vocabulary = CheckVocabulary.open(tokenizer);
      Splitter splitter = new Splitter(vocabulary);
      Measurements measured = new Measurements();
      Tally tally = new Tally();
      long before = System.nanoTime();
      inLanes(
          () ->
              new CaseScorer(
                  vocabulary, splitter, measured, compile, options.style(), options.seed()),
          file,
          outcome -> {
            tally.add(outcome);
            each.accept(outcome);
          });
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("tokenizer", tokenizer.toString());
      json.put("vocabulary", vocabulary.end());
      json.put("input", cases.toString());
      json.put("whitespace", options.style().whitespace().name().toLowerCase(Locale.ROOT));
      json.put("property_order", options.style().order().name().toLowerCase(Locale.ROOT));
      json.put("seed", options.seed());
      json.put("threads", options.threads());
      json.put("seconds", Duration.ofNanos(System.nanoTime() - before).toMillis() / 1e3);
      tally.describe(json);
      measured.describe(json);
      return json.put("peak_memory_bytes", PeakMemory.ofProcess());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void inLanes(Supplier<CaseScorer> scorers, CaseFile file, Consumer<CaseOutcome> each) {
    ExecutorService watchers = Executors.newFixedThreadPool(options.threads());
    try {
      CompletableFuture<?>[] lanes =
          IntStream.range(0, options.threads())
              .mapToObj(
                  lane -> CompletableFuture.runAsync(() -> lane(scorers, file, each), watchers))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(lanes).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      watchers.shutdownNow();
    }
  }

  private void lane(Supplier<CaseScorer> scorers, CaseFile file, Consumer<CaseOutcome> each) {
    try (Lane lane = new Lane(scorers, limits)) {
      for (SchemaCase next = file.next(); next != null; next = file.next()) {
        CaseOutcome outcome = lane.score(next);
        synchronized (each) {
          each.accept(outcome);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
