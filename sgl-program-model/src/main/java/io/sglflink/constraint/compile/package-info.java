/**
 * The one door to the constraints: what a generation may be told becomes an automaton over bytes.
 *
 * <p>Owns the way from {@link io.sglflink.model.Constraint} to {@link
 * io.sglflink.constraint.ByteState}, and the limits that hold for every kind. Called by the
 * validator of programs, which looks at the outcome and throws it away, and by the engine, which
 * keeps it; on any thread.
 */
package io.sglflink.constraint.compile;
