/**
 * JSON texts, byte by byte: the automaton that follows the texts of a set of JSON values.
 *
 * <p>Owns the syntax of JSON (strings with their escapes, white space, what comes between members
 * and items) and the book-keeping of objects and arrays; what the values are it asks of {@code
 * value}. Called where constraints are compiled; one automaton belongs to one thread at a time.
 */
package io.sglflink.constraint.json;
