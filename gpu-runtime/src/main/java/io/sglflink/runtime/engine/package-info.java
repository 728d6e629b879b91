/**
 * Continuous batching over a {@link io.sglflink.runtime.step.StepModel}.
 *
 * <p>Owns requests from submission to their end. One thread, {@link
 * io.sglflink.runtime.engine.TokenEngine}'s, owns the scheduler, the KV pool and the model, so none
 * of them locks; every turn it admits, plans a step, runs it and publishes what came out. Callers
 * submit and cancel from any thread.
 */
package io.sglflink.runtime.engine;
