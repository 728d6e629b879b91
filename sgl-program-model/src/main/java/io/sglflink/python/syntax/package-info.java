/**
 * The text of a Python file as a tree, and its literals as values. The only package that knows the
 * parser. Called by the compiler; nothing is shared between calls.
 */
package io.sglflink.python.syntax;
