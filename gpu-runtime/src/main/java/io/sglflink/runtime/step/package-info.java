/**
 * What the engine asks of a model once per turn, and what the model answers.
 *
 * <p>Owns the boundary between scheduling, which is pure Java, and tensors. The engine's thread is
 * the only caller.
 */
package io.sglflink.runtime.step;
