package io.sglflink.python.syntax;

import io.sglflink.python.PythonProblem;
import java.util.List;

/** A text that is no Python 3. */
public final class SyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<PythonProblem> problems;

  SyntaxException(List<PythonProblem> problems) {
    super("the source is not Python");
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the file's order. */
  public List<PythonProblem> problems() {
    return problems;
  }
}
