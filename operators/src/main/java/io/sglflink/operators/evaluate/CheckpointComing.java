package io.sglflink.operators.evaluate;

import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * Tells a task of a checkpoint whose barrier is not on its way yet.
 *
 * @param checkpoint its id
 */
record CheckpointComing(long checkpoint) implements OperatorEvent {

  private static final long serialVersionUID = 1;
}
