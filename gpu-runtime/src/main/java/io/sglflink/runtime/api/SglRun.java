package io.sglflink.runtime.api;

import static java.util.Objects.requireNonNull;

import io.sglflink.interpret.ProgramRun;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * A run that was started and may still be under way. Thread-safe.
 *
 * <p>Its text can be read while it is made:
 *
 * <pre>{@code
 * SglRun run = program.start(Map.of("question", "What is AI?"));
 * run.text("answer").forEach(more -> page.append(more));
 * SglState state = run.await();
 * }</pre>
 */
public final class SglRun {

  private final ProgramRun run;
  private final CompletableFuture<SglState> state;
  private final RunText told;

  /**
   * @param told the listener that the run was started with
   */
  SglRun(String program, ProgramRun run, RunText told) {
    this.run = run;
    this.told = told;
    this.state = run.result().thenApply(result -> new SglState(program, result));
    CompletableFuture<SglState> unused =
        state.whenComplete(
            (ended, error) -> told.end(error == null ? ended.failure() : broken(error)));
  }

  /**
   * Completes with the state when the run ends, also when it failed; exceptionally only when the
   * engine is broken. What is chained to it without an executor runs on one of the runtime's few
   * threads and must not block it. Completing or cancelling it does not end the run.
   */
  public CompletableFuture<SglState> result() {
    return state.copy();
  }

  /**
   * Waits for the run's end.
   *
   * @return the state, also when the run failed
   * @throws SglException when the engine is broken, or the wait was interrupted; then the thread is
   *     still marked as such and the run goes on
   */
  public SglState await() {
    try {
      return state.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SglException("interrupted while waiting for a run; the run goes on", e);
    } catch (ExecutionException e) {
      throw broken(e);
    }
  }

  /** Whether the run has ended. */
  public boolean isDone() {
    return state.isDone();
  }

  /**
   * Ends the run with {@link io.sglflink.model.FailureCode#CANCELLED} and what it has so far.
   * Returns at once; does nothing when the run has ended.
   */
  public void cancel() {
    run.cancel();
  }

  /**
   * SGLang's {@code text_iter()}: the run's text while it is made, from its begin on, constants and
   * arguments too. Reading blocks until there is more or the run ends; a reader that comes late
   * gets much in one part. Any number of threads may read, each a stream of its own.
   *
   * <p>The parts together are {@link SglState#text}. Where a run ends early, they may end with the
   * begin of an output that the state does not have, and reading then throws {@link SglException};
   * SGLang's iterators end as if nothing had happened.
   */
  public Stream<String> text() {
    return told.read(null);
  }

  /**
   * SGLang's {@code text_iter(name)}: the same of what gens and selects write into one variable, to
   * the run's end; one behind the other where several do. Empty when nothing writes it.
   */
  public Stream<String> text(String variable) {
    return told.read(requireNonNull(variable, "variable is null"));
  }

  /** What to throw where there is no state because the engine is broken. */
  static SglException broken(Throwable error) {
    Throwable cause = error;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new SglException(
        "the run has no state, because the engine is broken: close the runtime and open another ("
            + cause.getMessage()
            + ")",
        cause);
  }
}
