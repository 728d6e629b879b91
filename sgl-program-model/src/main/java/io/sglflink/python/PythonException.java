package io.sglflink.python;

import io.sglflink.program.Program;
import java.util.List;
import java.util.stream.Collectors;

/** A source file that has problems: all of them at once, in the file's order. */
public final class PythonException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<PythonProblem> problems;
  private final transient List<Program> programs;

  /**
   * @param problems one at least
   * @param programs those functions of the file that have none
   */
  public PythonException(List<PythonProblem> problems, List<Program> programs) {
    super(problems.stream().map(PythonProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
    this.programs = List.copyOf(programs);
  }

  /** In the order of the file. */
  public List<PythonProblem> problems() {
    return problems;
  }

  /** The programs of the file's other functions; none where the file itself is no Python. */
  public List<Program> programs() {
    return programs;
  }
}
