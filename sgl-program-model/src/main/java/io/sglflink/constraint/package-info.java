/**
 * What a generation's output may be, byte by byte.
 *
 * <p>Owns the interface between a constraint and the masks that the engine makes of it; each kind
 * of constraint has a package below. Constraints are compiled on any thread; the states of one
 * compiled constraint belong to one thread at a time, because they are made when they are first
 * asked for.
 */
package io.sglflink.constraint;
