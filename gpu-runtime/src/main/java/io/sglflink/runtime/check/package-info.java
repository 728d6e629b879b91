/**
 * Compares the engine with expected log-probabilities and greedy tokens of a checkpoint.
 *
 * <p>Behind {@code bin/sglang check-model}; called on the command line's thread.
 */
package io.sglflink.runtime.check;
