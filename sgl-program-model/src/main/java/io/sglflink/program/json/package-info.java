/**
 * The JSON form of programs, version 1: reader and writer.
 *
 * <p>The form is described by the resource {@code io/sglflink/program/program.schema.json}. The
 * reader walks Jackson's tree by hand, so that every problem has a pointer and none hides another.
 * Stateless; called by the decoder of prompt records and by the launcher, on any thread.
 */
package io.sglflink.program.json;
