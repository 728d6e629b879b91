/**
 * Which tokens a constraint allows next.
 *
 * <p>Owns the trie of the vocabulary's bytes, the masks made of it and where each output stands.
 * {@link io.sglflink.runtime.constraint.ConstraintCompiler} belongs to the thread that prepares
 * requests; what it hands out is followed and turned into masks on the engine's thread alone.
 */
package io.sglflink.runtime.constraint;
