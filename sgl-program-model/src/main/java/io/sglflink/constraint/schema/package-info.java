/**
 * JSON Schema documents as sets of JSON values.
 *
 * <p>Owns the reading of schemas (drafts 4 to 2020-12, references, errors by JSON pointer) and
 * their algebra: a set is a conjunction of schemas that hold or do not hold. For each kind of value
 * it is multiplied out, one level deep and when first asked for, into alternatives that know
 * nothing of logic any more; the values inside arrays and objects stay conjunctions, so recursive
 * schemas are finite. What cannot be said exactly is refused by name.
 *
 * <p>Called by whoever compiles constraints, on any thread; a compiled schema belongs to one thread
 * at a time.
 */
package io.sglflink.constraint.schema;
