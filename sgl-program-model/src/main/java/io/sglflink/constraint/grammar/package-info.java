/**
 * Grammars as constraints: GBNF, the language of llama.cpp's grammars.
 *
 * <p>{@link io.sglflink.constraint.grammar.Grammar} parses rules to {@link
 * io.sglflink.constraint.grammar.Part parts}, solves direct left and right recursion, drops what
 * derives no text, and joins what needs no stack to lexemes of the regular expression engine. What
 * is left are {@link io.sglflink.constraint.grammar.Node nodes}; a state is a set of a lexeme's
 * state and a stack of the nodes that come after it. Called by the validator on any thread, which
 * throws the result away, and by the engine's thread that prepares requests.
 */
package io.sglflink.constraint.grammar;
