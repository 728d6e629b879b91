package io.sglflink.constraint;

/**
 * A part of a constraint that was not enforced, because whoever wrote it asked for leniency.
 *
 * @param pointer JSON pointer to the keyword
 * @param why what cannot be enforced
 */
public record LeftOut(String pointer, String why) {}
