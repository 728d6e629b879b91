/**
 * Programs as data: what SGLang's front end language says, as immutable records.
 *
 * <p>Owns {@link io.sglflink.program.Program}, its nodes and expressions, and the builder. Readers,
 * the validator and the interpreter walk them through {@link io.sglflink.program.Node.Visitor} and
 * {@link io.sglflink.program.Expression.Visitor}, so that a new kind of node is a new record and a
 * new visitor method, and the compiler names every place that has to learn it. All values may be
 * read on any thread; builders belong to the thread that fills them.
 */
package io.sglflink.program;
