package io.sglflink.job;

import java.io.Serializable;

/**
 * How a JVM ends in which no engine can work any more. Travels with the job graph; a task calls it
 * on its own thread and goes on.
 */
@FunctionalInterface
public interface JvmExit extends Serializable {

  /** The JVM goes on: it is its user's, who is told why the job failed. */
  JvmExit NEVER = reason -> {};

  /**
   * Ends the JVM, soon.
   *
   * @param reason what is wrong, without a full stop
   */
  void end(String reason);
}
