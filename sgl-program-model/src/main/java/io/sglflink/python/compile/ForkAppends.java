package io.sglflink.python.compile;

import static io.sglflink.program.Expression.operation;

import io.sglflink.program.Expression;
import io.sglflink.program.ForNode;
import io.sglflink.program.Literal;
import io.sglflink.program.LocalRef;
import io.sglflink.program.Operator;
import io.sglflink.program.StateRef;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.List;

/** Compiles {@code forks += …}: the same to all states, or to each its own. */
final class ForkAppends {

  private final Statements statements;
  private final Expressions expressions;
  private final Appends appends;

  ForkAppends(Statements statements, Expressions expressions, Appends appends) {
    this.statements = statements;
    this.expressions = expressions;
    this.appends = appends;
  }

  void append(Binding.Group group, Syntax node, Syntax right, Block block) {
    Syntax value = right;
    while (value.is("parenthesized_expression")) {
      value = value.part(0);
    }
    switch (value.type()) {
      case "list", "tuple", "expression_list" -> items(group, node, value, block);
      case "list_comprehension" -> comprehension(group, node, value, block);
      case "lambda" -> lambda(group, node, value, block);
      default -> same(group, node, value, block);
    }
  }

  private void same(Binding.Group group, Syntax node, Syntax value, Block block) {
    Handle all = new Handle(group.level(), new StateRef(group.name(), null));
    statements.give(all, node, block, inner -> appends.append(value, inner));
  }

  private void items(Binding.Group group, Syntax node, Syntax list, Block block) {
    List<Syntax> items = list.parts();
    for (int i = 0; i < items.size(); i++) {
      Syntax item = items.get(i);
      Handle state = new Handle(group.level(), new StateRef(group.name(), Literal.of(i)));
      statements.give(state, node, block, inner -> appends.append(item, inner));
    }
  }

  private void lambda(Binding.Group group, Syntax node, Syntax lambda, Block block) {
    Syntax parameters = lambda.get("parameters");
    if (parameters == null
        || parameters.parts().size() != 1
        || !parameters.part(0).is("identifier")) {
      throw new RefusedException(lambda, "a lambda here takes the state's number: lambda i: …");
    }
    Scope scope = block.scope().inner();
    String index = scope.declare(parameters.part(0).text());
    Expression size = new ValueCalls(expressions).size(group, node, block);
    each(
        group,
        node,
        index,
        null,
        operation(Operator.RANGE, size),
        lambda.get("body"),
        index,
        block.within(scope));
  }

  private void comprehension(Binding.Group group, Syntax node, Syntax comprehension, Block block) {
    List<Syntax> parts = comprehension.parts();
    Syntax clause = parts.get(1);
    if (parts.size() != 2 || !clause.get("left").is("identifier")) {
      throw new RefusedException(
          comprehension,
          "a list for a fork's states has one for and no if: use a loop, for f, x in zip(forks, xs)");
    }
    Scope scope = block.scope().inner();
    Expression list = expressions.compile(clause.get("right"), block);
    String item = scope.declare(clause.get("left").text());
    String index = block.frame().fresh("index");
    each(group, node, item, index, list, parts.get(0), index, block.within(scope));
  }

  private void each(
      Binding.Group group,
      Syntax node,
      String item,
      String index,
      Expression in,
      Syntax value,
      String at,
      Block block) {
    Block body = block.loop();
    Handle state = new Handle(group.level(), new StateRef(group.name(), new LocalRef(at)));
    statements.give(state, node, body, inner -> appends.append(value, inner));
    block.add(new ForNode(item, index, in, body.nodes()), node);
  }
}
