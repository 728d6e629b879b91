/**
 * From bytes to a prompt that can run: decodes and validates records, finds their programs and
 * chooses their routes.
 *
 * <p>Programs may be published while the job runs: a {@link io.sglflink.record.ProgramFeed} brings
 * them on a thread of its own, {@link io.sglflink.operators.decode.ProgramInbox} hands them to the
 * task's.
 *
 * <p>Everything else here belongs to one task and runs on its thread. What does not decode leaves
 * by the side output {@link io.sglflink.operators.FailureOutput#TAG}.
 */
package io.sglflink.operators.decode;
