/**
 * Which tokens a constraint allows next, which it forces, and which still lead to an end in time.
 *
 * <p>Owns the trie of the vocabulary's bytes, the masks made of it and where each output stands.
 * {@link io.sglflink.runtime.constraint.ConstraintCompiler} is asked by the thread that prepares
 * requests and compiles on threads of its own; what it hands out is followed and turned into masks
 * on the engine's thread alone.
 */
package io.sglflink.runtime.constraint;
