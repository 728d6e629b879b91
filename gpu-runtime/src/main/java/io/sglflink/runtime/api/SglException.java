package io.sglflink.runtime.api;

import io.sglflink.interpret.RunResult.Failure;
import java.util.Optional;

/**
 * What was asked of a run cannot be had: the run failed, it has no such variable, or the wait for
 * it was interrupted. The message says which.
 */
public final class SglException extends RuntimeException {

  private final transient Failure failure;

  SglException(String message) {
    this(message, null, null);
  }

  SglException(String message, Throwable cause) {
    this(message, null, cause);
  }

  SglException(String message, Failure failure) {
    this(message, failure, null);
  }

  private SglException(String message, Failure failure, Throwable cause) {
    super(message, cause);
    this.failure = failure;
  }

  /** Why the run ended early, when that is the reason. Empty after Java serialization. */
  public Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }
}
