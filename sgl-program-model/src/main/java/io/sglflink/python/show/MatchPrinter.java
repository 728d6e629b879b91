package io.sglflink.python.show;

import io.sglflink.program.Literal;
import io.sglflink.program.MatchNode;
import java.util.stream.Collectors;

/** Writes matches. */
final class MatchPrinter {

  private final NodePrinter nodes;
  private final ExpressionPrinter expressions;
  private final Lines lines;
  private final Names names;

  MatchPrinter(NodePrinter nodes, Lines lines, Names names) {
    this.nodes = nodes;
    this.expressions = nodes.expressions();
    this.lines = lines;
    this.names = names;
  }

  void match(MatchNode node) {
    boolean patterns =
        node.cases().stream()
            .allMatch(
                each ->
                    each.is().stream().allMatch(is -> is instanceof Literal)
                        && !(each.is().isEmpty() && each.when() == null));
    if (!patterns) {
      comparisons(node);
      return;
    }
    lines.add("match " + expressions.print(node.value()) + ":");
    lines.in();
    for (MatchNode.Case each : node.cases()) {
      String is =
          each.is().isEmpty()
              ? "_"
              : each.is().stream().map(expressions::print).collect(Collectors.joining(" | "));
      String guard = each.when() == null ? "" : " if " + expressions.print(each.when());
      nodes.block("case " + is + guard + ":", each.body());
    }
    if (!node.otherwise().isEmpty()) {
      nodes.block("case _:", node.otherwise());
    }
    lines.out();
  }

  /** A match whose cases are no patterns. */
  private void comparisons(MatchNode node) {
    String value = names.fresh("value");
    lines.add(value + " = " + expressions.print(node.value()));
    String word = "if ";
    for (MatchNode.Case each : node.cases()) {
      String is =
          each.is().stream()
              .map(one -> value + " == " + expressions.print(one, Code.SUM))
              .collect(Collectors.joining(" or "));
      String guard = each.when() == null ? "" : expressions.print(each.when(), Code.NOT);
      String both =
          is.isEmpty() || guard.isEmpty()
              ? is + guard
              : (each.is().size() == 1 ? is : "(" + is + ")") + " and " + guard;
      nodes.block(word + (both.isEmpty() ? "True" : both) + ":", each.body());
      word = "elif ";
    }
    if (!node.otherwise().isEmpty()) {
      nodes.block("else:", node.otherwise());
    }
  }
}
