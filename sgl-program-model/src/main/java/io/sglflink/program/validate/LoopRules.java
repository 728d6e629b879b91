package io.sglflink.program.validate;

import io.sglflink.program.ForNode;
import io.sglflink.program.WhileNode;
import java.util.HashSet;
import java.util.Set;

/** Checks loops and what leaves them. */
final class LoopRules {

  private final BodyRules bodies;
  private final Scope scope;
  private final ExpressionRules expressions;
  private final Problems problems;

  LoopRules(BodyRules bodies, Scope scope, ExpressionRules expressions, Problems problems) {
    this.bodies = bodies;
    this.scope = scope;
    this.expressions = expressions;
    this.problems = problems;
  }

  void forEach(ForNode node, String pointer) {
    expressions.list(node.in(), JsonPointers.child(pointer, "in"));
    Set<String> names = new HashSet<>(Set.of(node.item()));
    scope.ofLoop("item", node.item(), JsonPointers.child(pointer, "item"));
    if (node.index() != null) {
      scope.ofLoop("index", node.index(), JsonPointers.child(pointer, "index"));
      if (!names.add(node.index())) {
        problems.add(
            JsonPointers.child(pointer, "index"),
            ProblemCode.DUPLICATE_ITEM,
            "index \"" + node.index() + "\" has the name of the item: rename one of them");
      }
    }
    scope.beginLoop(names, node.body());
    bodies.block(node.body(), JsonPointers.child(pointer, "body"));
    scope.endLoop();
  }

  void whileTrue(WhileNode node, String pointer) {
    if (node.limit() != null && node.limit() < 1) {
      problems.add(
          JsonPointers.child(pointer, "limit"),
          ProblemCode.OUT_OF_RANGE,
          "limit is " + node.limit() + ": it must be at least 1");
    }
    scope.beginLoop(Set.of(), node.body());
    expressions.condition(node.when(), "while", JsonPointers.child(pointer, "when"));
    bodies.block(node.body(), JsonPointers.child(pointer, "body"));
    scope.endLoop();
  }

  /** Checks what ends a loop or an iteration. */
  void leave(String thing, String pointer) {
    if (!scope.inLoop()) {
      problems.add(
          pointer,
          ProblemCode.NOT_IN_A_LOOP,
          "a " + thing + " stands in no loop of its state: put it in a for or while, or drop it");
    }
  }
}
