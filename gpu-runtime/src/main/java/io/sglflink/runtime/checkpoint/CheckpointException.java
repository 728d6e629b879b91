package io.sglflink.runtime.checkpoint;

/**
 * A checkpoint cannot be used. The message names the file, the tensor or field, what was expected,
 * what was found and the way out.
 */
public final class CheckpointException extends RuntimeException {

  public CheckpointException(String message) {
    super(message);
  }

  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
