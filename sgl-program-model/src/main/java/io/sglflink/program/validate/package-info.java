/**
 * Says what is wrong with programs, arguments and sampling parameters: everything at once, each
 * problem with a JSON pointer, a stable code and the way out.
 *
 * <p>Owns the codes and the limits. Stateless; called by the builder, the JSON reader, the decoder
 * of prompt records and the interpreter, on any thread.
 */
package io.sglflink.program.validate;
