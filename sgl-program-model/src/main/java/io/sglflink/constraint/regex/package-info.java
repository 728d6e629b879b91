/**
 * Regular expressions as constraints: the dialect of docs/constraints.md, which is what Python's re
 * and Rust's regex have in common and what only one of them has but can mean only one thing.
 *
 * <p>The same patterns end outputs: {@link io.sglflink.constraint.regex.SearchRegex} looks for
 * them.
 *
 * <p>Patterns of the expression search are Python's with groups, which RE2/J matches: {@link
 * io.sglflink.constraint.regex.GroupRegex}.
 *
 * <p>Patterns of JSON Schema are ECMA-262: {@link io.sglflink.constraint.regex.PatternTexts} makes
 * automata over characters of them, and of patterns that look ahead, for {@code text}.
 *
 * <p>A pattern is parsed to {@link io.sglflink.constraint.regex.Syntax}, lowered to expressions
 * over bytes of UTF-8, and followed by partial derivatives, state by state as they are asked for.
 * Expressions never have the empty language, so no state is a dead end. The validator compiles on
 * any thread and throws the result away; the engine keeps it.
 */
package io.sglflink.constraint.regex;
