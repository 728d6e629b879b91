package io.sglflink.python;

import static java.util.Objects.requireNonNull;

/**
 * One thing that keeps a source file from becoming programs.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param message names the construct and the way out
 */
public record PythonProblem(int line, int column, String message) {

  public PythonProblem {
    requireNonNull(message, "message is null");
  }

  @Override
  public String toString() {
    return line + ":" + column + ": " + message;
  }
}
