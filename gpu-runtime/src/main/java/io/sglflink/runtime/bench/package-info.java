/**
 * Measures the engine: random checkpoints of a given shape, the loads to run on them, and what is
 * reported.
 *
 * <p>A {@link io.sglflink.runtime.bench.Scenario} says which requests come; {@link
 * io.sglflink.runtime.bench.Bench} runs any of them. Behind {@code bin/sglang bench}; called on the
 * command line's thread.
 */
package io.sglflink.runtime.bench;
