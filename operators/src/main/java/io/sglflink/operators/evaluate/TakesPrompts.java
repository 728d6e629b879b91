package io.sglflink.operators.evaluate;

import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * Tells the coordinator whether a task takes prompts, and so wants to know of checkpoints. Flink
 * fails a task that is sent an event and was restored with its work done; that one says nothing.
 *
 * @param yes true from the task's opening to the end of its input
 */
record TakesPrompts(boolean yes) implements OperatorEvent {

  private static final long serialVersionUID = 1;
}
