/**
 * Evaluates prompts on the task's engine.
 *
 * <p>Owns the keyed state of the job: every request that a task has taken up and not answered, with
 * its finished steps. Everything runs on the task's thread; completions of the engine come back to
 * it through the mailbox, so nothing here locks. The lease on the engine lives from {@code open} to
 * {@code close}.
 */
package io.sglflink.operators.evaluate;
