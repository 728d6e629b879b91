package io.sglflink.python.syntax;

import io.sglflink.python.PythonProblem;
import java.util.List;

/**
 * What Python refuses and the parser takes: statements of one block that begin at different
 * columns, and statements of Python 2.
 */
final class IndentationRules {

  private final Lines lines;
  private final List<PythonProblem> problems;

  IndentationRules(Lines lines, List<PythonProblem> problems) {
    this.lines = lines;
    this.problems = problems;
  }

  void check(Syntax module) {
    block(module, "");
    module.walk().forEach(this::node);
  }

  private void node(Syntax node) {
    switch (node.type()) {
      case "block" -> {
        if (node.parts().isEmpty()) {
          problem(node, "a block has no statement: write pass");
        } else {
          block(node, lines.before(node.part(0).start()));
        }
      }
      case "print_statement", "exec_statement" ->
          problem(node, "is a statement of Python 2, not Python 3");
      default -> {}
    }
  }

  private void block(Syntax block, String indentation) {
    for (Syntax statement : block.parts()) {
      String before = lines.before(statement.start());
      if (before.isBlank() && !before.equals(indentation)) {
        problem(
            statement, "is indented otherwise than the statements around it: indent them alike");
      }
    }
  }

  private void problem(Syntax at, String message) {
    problems.add(new PythonProblem(at.line(), at.column(), message));
  }
}
