package io.sglflink.program.validate;

import io.sglflink.program.Function;
import io.sglflink.program.Node;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the bodies of a program and its functions, each with names of its own. */
final class FunctionRules {

  private final Program program;
  private final Signatures signatures;
  private final ConstraintRules constraints;
  private final Problems problems;
  private final Set<String> names = new HashSet<>();
  private int nodes;
  private long textLength;

  FunctionRules(Program program, ConstraintRules constraints, Problems problems) {
    this.program = program;
    this.signatures = new Signatures(program, problems);
    this.constraints = constraints;
    this.problems = problems;
    names.add(program.name());
  }

  /** Nodes that were checked. */
  int nodes() {
    return nodes;
  }

  /** Characters of all literals that were checked. */
  long textLength() {
    return textLength;
  }

  /** Checks the program's own body. */
  void program() {
    body("the program", program.parameters(), program.body(), "/body", 0);
  }

  /** Checks a function's name. */
  void name(String name, String at) {
    TextRules.name("function", name, at, problems);
    if (!names.add(name)) {
      problems.add(
          at,
          ProblemCode.DUPLICATE_FUNCTION,
          "function \""
              + name
              + "\" has the name of the program or of a function before it: rename one of them");
    }
  }

  /** Checks a function's body. */
  void body(Function function, String at) {
    String owner = "function \"" + function.name() + "\"";
    body(owner, function.parameters(), function.body(), at, 1);
  }

  /**
   * @param depth of the blocks around the body, as the JSON form nests them
   */
  private void body(
      String owner, List<Parameter> parameters, List<Node> body, String at, int depth) {
    Scope scope = new Scope(owner, parameters, body, problems);
    ExpressionRules expressions = new ExpressionRules(scope, problems);
    BodyRules rules = new BodyRules(depth, scope, expressions, constraints, signatures, problems);
    rules.block(body, at);
    nodes += rules.nodes();
    textLength += expressions.textLength();
  }
}
