/**
 * What the operators report: Flink metrics for those who watch, and accumulators of the same names
 * for the launcher's progress line and summary.
 *
 * <p>Accumulators start again at zero when a task restarts; metrics do as well. Updated on task
 * threads only.
 */
package io.sglflink.operators.metrics;
