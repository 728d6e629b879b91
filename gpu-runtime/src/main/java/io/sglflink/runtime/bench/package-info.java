/**
 * Measures the engine: random checkpoints of a given shape, and the loads to run on them.
 *
 * <p>Behind {@code bin/sglang bench}; called on the command line's thread.
 */
package io.sglflink.runtime.bench;
