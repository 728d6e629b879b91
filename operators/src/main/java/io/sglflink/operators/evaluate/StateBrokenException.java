package io.sglflink.operators.evaluate;

/** Flink's state does not take what belongs in it: fails the task. */
final class StateBrokenException extends RuntimeException {

  StateBrokenException(String message, Throwable cause) {
    super(message, cause);
  }
}
