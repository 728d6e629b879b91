/**
 * SGLang programs written in Python: {@link io.sglflink.python.PythonFrontEnd} makes program data
 * of the source alone and runs none of it, {@link io.sglflink.python.PythonSource} writes source
 * for program data. Called by the command line and by tests, on any thread; nothing is shared
 * between calls.
 */
package io.sglflink.python;
