package io.sglflink.operators;

import io.sglflink.runtime.EngineLease;
import java.io.Serializable;

/**
 * How a task gets its share of an engine. Travels with the job graph; {@link #acquire} is called
 * once per evaluating task, on the task's thread, and the lease is closed with the task.
 */
@FunctionalInterface
public interface EngineProvider extends Serializable {

  /**
   * Takes a share; opens the engine when it is the first.
   *
   * @throws Exception when no engine can be opened; fails the task
   */
  EngineLease acquire() throws Exception;

  /**
   * Told that the engine of a lease failed, before the task fails with it; may end the JVM, where
   * no engine can work in it any more.
   *
   * @param failure what the engine's requests failed with
   */
  default void engineFailed(Throwable failure) {}
}
