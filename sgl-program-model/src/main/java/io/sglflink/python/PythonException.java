package io.sglflink.python;

import java.util.List;
import java.util.stream.Collectors;

/** A source file that has problems: all of them at once, in the file's order. */
public final class PythonException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<PythonProblem> problems;

  /** One problem at least. */
  public PythonException(List<PythonProblem> problems) {
    super(problems.stream().map(PythonProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** In the order of the file. */
  public List<PythonProblem> problems() {
    return problems;
  }
}
