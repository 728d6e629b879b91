package io.sglflink.python.syntax;

import io.sglflink.python.PythonProblem;

/** A construct that is Python and cannot become program data. The compiler collects them. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /** The construct at {@code at}; the message names it and the way out. */
  public RefusedException(Syntax at, String message) {
    super(message);
    this.line = at.line();
    this.column = at.column();
  }

  /** What the user reads. */
  public PythonProblem problem() {
    return new PythonProblem(line, column, getMessage());
  }
}
