package io.sglflink.job.local;

import static java.util.Objects.requireNonNull;

/** The job ended before its work was done; the message has the failed task and the root cause. */
public final class JobFailedException extends Exception {

  private static final long serialVersionUID = 1;

  JobFailedException(String message, Throwable cause) {
    super(requireNonNull(message, "message is null"), cause);
  }
}
