/**
 * From a file's syntax tree to program records: names are looked up, statements become nodes,
 * expressions become expressions, and what a state is told by others than itself becomes nodes on
 * it. Called by the front end; nothing is shared between calls.
 */
package io.sglflink.python.compile;
