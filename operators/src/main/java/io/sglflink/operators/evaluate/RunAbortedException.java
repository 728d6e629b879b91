package io.sglflink.operators.evaluate;

/** The engine is broken, not a request: the task fails and Flink restarts it. */
public final class RunAbortedException extends Exception {

  RunAbortedException(String id, Throwable cause) {
    super(
        String.format(
            "the engine failed while it ran prompt \"%s\", the task restarts with what it had"
                + " finished: %s",
            id, cause),
        cause);
  }
}
