/**
 * From bytes to a prompt that can run: decodes and validates records, finds their programs and
 * chooses their routes.
 *
 * <p>Everything here belongs to one task and runs on its thread. What does not decode leaves by the
 * side output {@link io.sglflink.operators.FailureOutput#TAG}.
 */
package io.sglflink.operators.decode;
