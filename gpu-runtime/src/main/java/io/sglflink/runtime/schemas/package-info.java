/**
 * Scores constrained decoding on a file of JSON Schemas with valid and invalid instances.
 *
 * <p>Behind {@code bin/sglang check-schemas}. {@link io.sglflink.runtime.schemas.SchemaCheck} is
 * called on the command line's thread; it starts threads of its own, each with its own constraints,
 * masks and caches.
 */
package io.sglflink.runtime.schemas;
