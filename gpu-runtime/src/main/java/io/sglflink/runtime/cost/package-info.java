/**
 * What attention costs on this machine, and how that is found out.
 *
 * <p>Owns the cost model, its file and its calibration. The planner of segments asks the model on
 * the engine's thread; {@code bin/sglang calibrate} measures on the command line's. All values are
 * immutable.
 */
package io.sglflink.runtime.cost;
