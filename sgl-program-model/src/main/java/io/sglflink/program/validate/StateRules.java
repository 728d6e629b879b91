package io.sglflink.program.validate;

import static io.sglflink.program.validate.ProgramLimits.MAX_FORK;

import io.sglflink.program.CallNode;
import io.sglflink.program.CopyNode;
import io.sglflink.program.ForkNode;
import io.sglflink.program.JoinNode;
import io.sglflink.program.ListExpression;
import io.sglflink.program.OnNode;

/** Checks the nodes that make states and work on them. */
final class StateRules {

  private final BodyRules bodies;
  private final Scope scope;
  private final ExpressionRules expressions;
  private final Signatures signatures;
  private final Problems problems;

  StateRules(
      BodyRules bodies,
      Scope scope,
      ExpressionRules expressions,
      Signatures signatures,
      Problems problems) {
    this.bodies = bodies;
    this.scope = scope;
    this.expressions = expressions;
    this.signatures = signatures;
    this.problems = problems;
  }

  void fork(ForkNode node, String pointer) {
    name(node.name(), JsonPointers.child(pointer, "name"));
    if (node.count() == null && node.in() == null) {
      problems.add(
          pointer,
          ProblemCode.MISSING_FIELD,
          "field count is missing: give the number of states, or a list under in");
    } else if (node.count() != null && node.in() != null) {
      problems.add(
          pointer, ProblemCode.CONFLICTING_FIELDS, "fork sets count and in: drop one of them");
    }
    if (node.count() != null) {
      expressions.count(node.count(), JsonPointers.child(pointer, "count"));
    }
    if (node.in() != null) {
      String at = JsonPointers.child(pointer, "in");
      expressions.list(node.in(), at);
      if (node.in() instanceof ListExpression list) {
        problems.limit(at, "states of a fork", list.items().size(), MAX_FORK, "give fewer items");
      }
    }
    if (node.item() != null) {
      TextRules.name("item", node.item(), JsonPointers.child(pointer, "item"), problems);
    }
    bodies.ofOtherState(node.body(), node.item(), JsonPointers.child(pointer, "body"));
    scope.giveState(node.name());
  }

  void on(OnNode node, String pointer) {
    expressions.states(node.state(), pointer);
    bodies.ofOtherState(node.body(), null, JsonPointers.child(pointer, "body"));
  }

  void join(JoinNode node, String pointer) {
    expressions.joined(node.state(), pointer);
    if (node.mode() == JoinNode.Mode.GATHER_VARIABLE) {
      scope.gather();
    }
  }

  void copy(CopyNode node, String pointer) {
    name(node.name(), JsonPointers.child(pointer, "name"));
    scope.giveState(node.name());
    bodies.block(node.body(), JsonPointers.child(pointer, "body"));
    scope.gather();
  }

  void call(CallNode node, String pointer) {
    signatures.check(node, pointer);
    String at = JsonPointers.child(pointer, "args");
    node.args().forEach((name, arg) -> expressions.value(arg, JsonPointers.child(at, name)));
    if (node.state() != null) {
      name(node.state(), JsonPointers.child(pointer, "state"));
      scope.giveState(node.state());
    }
  }

  private void name(String name, String at) {
    TextRules.name("state", name, at, problems);
  }
}
