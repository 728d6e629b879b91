package io.sglflink.job.local;

import static java.util.Objects.requireNonNull;

/** The job ended before its work was done; the message is the root cause's. */
public final class JobFailedException extends Exception {

  private static final long serialVersionUID = 1;

  JobFailedException(String message, Throwable cause) {
    super(requireNonNull(message, "message is null"), cause);
  }
}
