package io.sglflink.job;

import static java.util.Objects.requireNonNull;

/**
 * Something that the user can put right. The message names the thing, the value and the way out,
 * and is shown without a stack trace.
 */
public final class UserException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UserException(String message) {
    super(requireNonNull(message, "message is null"));
  }

  public UserException(String message, Throwable cause) {
    super(requireNonNull(message, "message is null"), cause);
  }
}
