/**
 * Sets of JSON values: what a schema means, and what the automaton of JSON texts follows.
 *
 * <p>Owns the words that {@code schema} (which makes them) and {@code json} (which follows them)
 * have in common, so that neither knows the other. Made on any thread; after that one set belongs
 * to one thread at a time, because its parts are made when they are first asked for.
 */
package io.sglflink.constraint.value;
