/**
 * Chooses the slot that should serve a prompt, so that prompts with the same leading text meet
 * where it is in the cache, and no slot has more work than the others.
 *
 * <p>A route is a key group; the record carries an integer of that group as its key, and a plain
 * {@code keyBy} does the rest: {@code partitionCustom} would switch unaligned checkpoints off. A
 * router belongs to one decoding task and is called on its thread; what it remembers is bounded, in
 * memory and nowhere else. Only the route of a conversation is kept in keyed state.
 */
package io.sglflink.operators.route;
