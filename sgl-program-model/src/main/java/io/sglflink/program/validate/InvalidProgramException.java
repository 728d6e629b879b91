package io.sglflink.program.validate;

import java.util.List;
import java.util.stream.Collectors;

/** A program, or its JSON, has problems; the message lists the first ones. */
public final class InvalidProgramException extends IllegalArgumentException {

  private static final int LISTED = 20;

  private final transient List<Problem> problems;

  /**
   * @param problems all of them, at least one
   */
  public InvalidProgramException(List<Problem> problems) {
    super(describe(problems));
    this.problems = List.copyOf(problems);
  }

  /**
   * Every problem, in document order. Null after Java serialization, which carries the message
   * only.
   */
  public List<Problem> problems() {
    return problems;
  }

  private static String describe(List<Problem> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("problems is empty: a valid program throws nothing");
    }
    String listed =
        problems.stream().limit(LISTED).map(Problem::toString).collect(Collectors.joining("\n  "));
    int more = problems.size() - LISTED;
    return "the program has "
        + (problems.size() == 1 ? "a problem" : problems.size() + " problems")
        + ":\n  "
        + listed
        + (more > 0 ? "\n  and " + more + " more" : "");
  }
}
