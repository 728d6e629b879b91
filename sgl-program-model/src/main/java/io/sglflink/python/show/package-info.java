/**
 * From program records to Python source that compiles to them again. Called by {@link
 * io.sglflink.python.PythonSource}; nothing is shared between calls.
 */
package io.sglflink.python.show;
