/**
 * What a program asks of a language model, and what the model answers.
 *
 * <p>Owns the interface {@link io.sglflink.model.LanguageModel} and the values that cross it. The
 * interpreter calls it, the engine in gpu-runtime implements it. All values are immutable and may
 * be read on any thread.
 */
package io.sglflink.model;
