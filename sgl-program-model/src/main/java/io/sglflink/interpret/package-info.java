/**
 * Evaluates programs against a {@link io.sglflink.model.LanguageModel}.
 *
 * <p>A run is an asynchronous state machine of strands, one for each state: each advances until it
 * needs the model or waits for another one, submits calls, and goes on when they complete, so that
 * thousands of runs share a thread and the requests of one run are in flight together. All of a
 * run's code runs on the executor that it was started with, in order and never two tasks at a time.
 * {@link io.sglflink.interpret.LeadingText} evaluates a run's beginning, up to its first step, in
 * the caller.
 */
package io.sglflink.interpret;
