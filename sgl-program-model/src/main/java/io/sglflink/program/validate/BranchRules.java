package io.sglflink.program.validate;

import static io.sglflink.program.validate.ProgramLimits.MAX_BRANCHES;

import io.sglflink.program.IfNode;
import io.sglflink.program.ListExpression;
import io.sglflink.program.MatchNode;
import io.sglflink.program.Node;
import java.util.ArrayList;
import java.util.List;

/** Checks the nodes that choose among bodies. */
final class BranchRules {

  /** A body counts twice: around it is one more array and object in the JSON form. */
  private static final int LEVELS = 2;

  private final BodyRules bodies;
  private final Scope scope;
  private final ExpressionRules expressions;
  private final Problems problems;

  BranchRules(BodyRules bodies, Scope scope, ExpressionRules expressions, Problems problems) {
    this.bodies = bodies;
    this.scope = scope;
    this.expressions = expressions;
    this.problems = problems;
  }

  void when(IfNode node, String pointer) {
    String at = JsonPointers.child(pointer, "branches");
    List<Alternative> branches = new ArrayList<>();
    for (int i = 0; i < node.branches().size(); i++) {
      IfNode.Branch branch = node.branches().get(i);
      String whenAt = JsonPointers.child(JsonPointers.child(at, i), "when");
      branches.add(
          new Alternative(
              () -> expressions.condition(branch.when(), "branch", whenAt), branch.body()));
    }
    alternatives(at, "branches", "if", branches);
    otherwise(node.otherwise(), pointer);
  }

  void match(MatchNode node, String pointer) {
    expressions.value(node.value(), JsonPointers.child(pointer, "value"));
    String at = JsonPointers.child(pointer, "cases");
    List<Alternative> cases = new ArrayList<>();
    for (int i = 0; i < node.cases().size(); i++) {
      MatchNode.Case each = node.cases().get(i);
      String caseAt = JsonPointers.child(at, i);
      cases.add(new Alternative(() -> fits(each, caseAt), each.body()));
    }
    alternatives(at, "cases", "match", cases);
    otherwise(node.otherwise(), pointer);
  }

  private void fits(MatchNode.Case each, String at) {
    String isAt = JsonPointers.child(at, "is");
    if (each.is().isEmpty()) {
      problems.add(
          isAt,
          ProblemCode.EMPTY_BRANCHES,
          "is is empty, so that nothing fits: give at least one value, or drop the case");
    }
    expressions.value(new ListExpression(each.is()), isAt);
    if (each.when() != null) {
      expressions.condition(each.when(), "case", JsonPointers.child(at, "when"));
    }
  }

  /** Checks the alternatives of which one is evaluated; none hears of the names of another. */
  private void alternatives(String at, String field, String thing, List<Alternative> alternatives) {
    int count = alternatives.size();
    if (count == 0) {
      problems.add(
          at,
          ProblemCode.EMPTY_BRANCHES,
          field + " is empty: give at least one, or drop the " + thing);
    }
    problems.limit(at, field, count, MAX_BRANCHES, "split the " + thing);
    scope.beginBranches();
    for (int i = 0; i < count; i++) {
      alternatives.get(i).condition().run();
      String bodyAt = JsonPointers.child(JsonPointers.child(at, i), "body");
      bodies.block(alternatives.get(i).body(), bodyAt, LEVELS);
      scope.endBranch();
    }
  }

  private void otherwise(List<Node> body, String pointer) {
    if (!body.isEmpty()) {
      bodies.block(body, JsonPointers.child(pointer, "else"), LEVELS);
    }
    scope.endBranch();
    scope.endBranches();
  }

  /**
   * One of several bodies.
   *
   * @param condition checks what leads to it
   */
  private record Alternative(Runnable condition, List<Node> body) {}
}
