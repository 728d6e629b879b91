/**
 * Continuous batching over a {@link io.sglflink.runtime.step.StepModel}.
 *
 * <p>Owns requests from submission to their end. One thread, {@link
 * io.sglflink.runtime.engine.TokenEngine}'s, owns the scheduler, the KV pool and the model, so none
 * of them locks; every turn of its {@code StepLoop} plans a step, launches it and hands an answer
 * to those who wait for it. Callers submit, cancel and flush from any thread. A watchdog's thread
 * looks whether a turn ends.
 */
package io.sglflink.runtime.engine;
