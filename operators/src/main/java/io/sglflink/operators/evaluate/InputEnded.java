package io.sglflink.operators.evaluate;

import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * Tells the coordinator that a task reads no more. Flink restarts a task that an event cannot be
 * delivered to, as when it has just finished.
 */
record InputEnded() implements OperatorEvent {

  private static final long serialVersionUID = 1;
}
