package io.sglflink.interpret;

import java.util.concurrent.CompletableFuture;

/** A run that was started. Thread-safe. */
public interface ProgramRun {

  /**
   * Completes when the run ends, on the run's executor: normally when the program ran to its end or
   * a request failure ended it; exceptionally with {@link RunBrokenException} when the run's own
   * code is at fault, and with what the model's future failed with when the engine is broken.
   * Completing or cancelling this future does not stop the run; {@link #cancel} does.
   */
  CompletableFuture<RunResult> result();

  /**
   * Ends the run with {@link io.sglflink.model.FailureCode#CANCELLED} and what it computed so far,
   * and cancels its requests to the model. Returns at once; does nothing when the run has ended.
   */
  void cancel();
}
