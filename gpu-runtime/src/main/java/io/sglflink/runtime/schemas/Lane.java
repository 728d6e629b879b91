package io.sglflink.runtime.schemas;

import io.sglflink.constraint.ConstraintException;
import io.sglflink.runtime.constraint.TokenState;
import io.sglflink.runtime.schemas.CaseOutcome.Finding;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Scores cases on a thread of its own, which it watches from the caller's. A thread that takes too
 * long cannot be stopped: it is left alone and another one is taken.
 */
final class Lane implements AutoCloseable {

  /** Bytes that compiling may allocate. */
  private static final long COMPILE_BYTES = 1L << 30;

  private final Supplier<CaseScorer> scorers;
  private final Limits limits;
  private CaseScorer scorer;
  private ExecutorService thread;

  /**
   * Seconds that a schema may take.
   *
   * @param compile for compiling it
   * @param follow for all its instances together
   */
  record Limits(int compile, int follow) {

    static final Limits DEFAULT = new Limits(10, 60);
  }

  Lane(Supplier<CaseScorer> scorers, Limits limits) {
    this.scorers = scorers;
    this.limits = limits;
    renew();
  }

  private void renew() {
    scorer = scorers.get();
    thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread daemon = new Thread(task, "check-schemas");
              daemon.setDaemon(true);
              return daemon;
            });
  }

  CaseOutcome score(SchemaCase schemaCase) throws InterruptedException {
    return CaseOutcome.of(schemaCase, find(schemaCase));
  }

  private Finding find(SchemaCase schemaCase) throws InterruptedException {
    CaseScorer current = scorer;
    Future<TokenState> compiling = thread.submit(() -> current.compile(schemaCase));
    TokenState start;
    try {
      start = compiling.get(limits.compile(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return e.getCause() instanceof ConstraintException refusal
          ? refused(refusal)
          : crash("compiling", e.getCause());
    } catch (TimeoutException e) {
      return timeout("compiling takes over " + limits.compile() + " s");
    }
    if (current.compileBytes() > COMPILE_BYTES) {
      return new Finding(Verdict.TIMEOUT, "compiling allocates over 1 GiB", "");
    }
    Future<Finding> following = thread.submit(() -> current.follow(schemaCase, start));
    try {
      return following.get(limits.follow(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return crash("following an instance", e.getCause());
    } catch (TimeoutException e) {
      return timeout("the instances take over " + limits.follow() + " s");
    }
  }

  private static Finding refused(ConstraintException refusal) {
    String message = refusal.getMessage();
    String place = refusal.place();
    String reason = refusal.kind() + ": " + Reasons.general(message, place);
    return new Finding(Verdict.COMPILE_REFUSED, reason, "'" + place + "': " + message);
  }

  private Finding crash(String what, Throwable cause) {
    // Its caches may be broken, or be what filled the memory.
    close();
    renew();
    StackTraceElement[] trace = cause.getStackTrace();
    return new Finding(
        Verdict.CRASH,
        what + ": " + cause.getClass().getSimpleName(),
        cause.getMessage() + (trace.length == 0 ? "" : " (" + trace[0] + ")"));
  }

  private Finding timeout(String what) {
    close();
    renew();
    return new Finding(Verdict.TIMEOUT, what, "");
  }

  /** Asks the thread to end. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
