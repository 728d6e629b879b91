package io.sglflink.runtime.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.interpret.Interpreter;
import io.sglflink.interpret.ProgramRun;
import io.sglflink.interpret.RunListener;
import io.sglflink.interpret.RunRequest;
import io.sglflink.interpret.StepJournal;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.Serving;
import io.sglflink.program.Program;
import io.sglflink.runtime.engine.Uninterruptibly;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What a runtime has under way, on threads of its own. Thread-safe.
 *
 * <p>The threads are few: a run needs one only between two steps.
 */
final class Runs implements AutoCloseable {

  private static final int MOST_THREADS = 4;

  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()), Runs::thread);
  private final Interpreter interpreter;

  /** What has not ended. */
  private final Set<Live> live = new HashSet<>();

  private boolean closed;

  private record Live(CompletableFuture<?> end, Runnable cancel) {}

  Runs(LanguageModel model) {
    this.interpreter = new Interpreter(requireNonNull(model, "model is null"), executor);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "sglang-run");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Starts a run.
   *
   * @throws IllegalStateException when closed
   */
  synchronized ProgramRun start(Program program, RunRequest request, RunListener listener) {
    requireOpen();
    ProgramRun run = interpreter.start(program, request, StepJournal.NONE, listener);
    keep(new Live(run.result(), run::cancel));
    return run;
  }

  /** Computes what all runs with these arguments begin with; nobody waits for it. */
  synchronized void prefill(Program program, Map<String, JsonNode> args, Serving serving) {
    requireOpen();
    CompletableFuture<?> prefilled = interpreter.prefill(program, args, serving);
    keep(new Live(prefilled, () -> prefilled.cancel(false)));
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the runtime is closed: open another");
    }
  }

  private void keep(Live one) {
    live.add(one);
    CompletableFuture<?> unused = one.end.whenComplete((value, error) -> forget(one));
  }

  private synchronized void forget(Live one) {
    live.remove(one);
  }

  /** Cancels what is under way and waits until it has ended. */
  @Override
  public void close() {
    List<Live> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(live);
    }
    left.forEach(one -> one.cancel.run());
    CompletableFuture<?>[] ends = left.stream().map(Live::end).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends).exceptionally(error -> null).join();
    executor.shutdown();
    // Whoever waited for a run's end is told on these threads.
    Uninterruptibly.await(() -> executor.awaitTermination(1, TimeUnit.DAYS));
  }
}
