package io.sglflink.constraint.schema;

/**
 * What a schema says at one place.
 *
 * @param pointer JSON pointer to the keyword, or to a member of it
 */
record Stated(String pointer, Keyword keyword) {}
