/**
 * Sets of numbers, and automata over the JSON spellings of their numbers.
 *
 * <p>Owns what bounds, multiples and lists of numbers mean for the text of a number. Sets never
 * change; what {@link io.sglflink.constraint.value.NumberSet#start} returns belongs to one thread.
 *
 * <p>A state is a {@link io.sglflink.constraint.number.Position}. Where the digits so far are also
 * those of a bound, they are kept ({@link io.sglflink.constraint.number.Tied}); everywhere else
 * only how many digits may follow and a remainder are ({@link io.sglflink.constraint.number.Free}),
 * so that states are few and serve many sets.
 */
package io.sglflink.constraint.number;
