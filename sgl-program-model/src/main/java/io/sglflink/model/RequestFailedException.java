package io.sglflink.model;

import static java.util.Objects.requireNonNull;

/**
 * A failure that is this request's own: a value for a dead letter, never a reason to fail the task.
 */
public final class RequestFailedException extends RuntimeException {

  private final FailureCode code;

  /**
   * @param message names the thing, the value and the way out
   */
  public RequestFailedException(FailureCode code, String message) {
    super(requireNonNull(message, "message is null"), null, false, false);
    this.code = requireNonNull(code, "code is null");
  }

  public FailureCode code() {
    return code;
  }
}
