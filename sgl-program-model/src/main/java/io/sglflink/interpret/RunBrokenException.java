package io.sglflink.interpret;

import static java.util.Objects.requireNonNull;

/** A run's own code failed where it should not have: a bug, which says nothing of the model. */
public final class RunBrokenException extends RuntimeException {

  RunBrokenException(Throwable cause) {
    super(requireNonNull(cause, "cause is null").toString(), cause);
  }
}
