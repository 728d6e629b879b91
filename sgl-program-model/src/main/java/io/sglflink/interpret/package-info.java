/**
 * Evaluates programs against a {@link io.sglflink.model.LanguageModel}.
 *
 * <p>A run is an asynchronous state machine: it advances until it needs the model, submits calls,
 * and goes on when they complete, so that thousands of runs share a thread. All of a run's code
 * runs on the executor that it was started with, in order and never two tasks at a time. {@link
 * io.sglflink.interpret.LeadingText} evaluates a run's beginning, up to its first step, in the
 * caller.
 */
package io.sglflink.interpret;
