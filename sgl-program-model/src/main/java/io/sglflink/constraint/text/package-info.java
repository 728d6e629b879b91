/**
 * Sets of strings: what patterns, lengths, formats and lists of strings in a schema allow.
 *
 * <p>{@link io.sglflink.constraint.text.TextSets} makes them, {@code schema} combines them, and
 * {@code json} follows them byte by byte. A set is a deterministic automaton over code points and,
 * apart from it, an interval of lengths, so that a large length costs no more than a small one.
 * Sets never change and belong to all threads; the states of one start belong to one thread.
 */
package io.sglflink.constraint.text;
