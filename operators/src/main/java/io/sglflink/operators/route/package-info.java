/**
 * Chooses the slot that should serve a prompt, so that prompts with the same leading text meet
 * where it is in the cache.
 *
 * <p>A route is a key group; the record carries an integer of that group as its key, and a plain
 * {@code keyBy} does the rest: {@code partitionCustom} would switch unaligned checkpoints off. All
 * functions here are deterministic and stateless; called by the decoding task on its thread.
 */
package io.sglflink.operators.route;
