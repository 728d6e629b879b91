package io.sglflink.program;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the arguments that a body uses, in the order of first use. */
final class UsedArguments implements Node.Visitor<Void>, Expression.Visitor<Void> {

  private final Set<String> names = new LinkedHashSet<>();
  private final Deque<Node> nodes = new ArrayDeque<>();

  private UsedArguments() {}

  static List<Parameter> parameters(List<Node> body) {
    UsedArguments used = new UsedArguments();
    used.nodes.addAll(body);
    while (!used.nodes.isEmpty()) {
      used.nodes.pop().accept(used);
    }
    return used.names.stream().map(Parameter::required).toList();
  }

  @Override
  public Void text(TextNode node) {
    node.parts().forEach(part -> part.accept(this));
    return null;
  }

  @Override
  public Void gen(GenNode node) {
    return node.choices() == null ? null : node.choices().accept(this);
  }

  @Override
  public Void select(SelectNode node) {
    return node.choices().accept(this);
  }

  @Override
  public Void role(RoleNode node) {
    for (int i = node.body().size() - 1; i >= 0; i--) {
      nodes.push(node.body().get(i));
    }
    return null;
  }

  @Override
  public Void literal(Literal expression) {
    return null;
  }

  @Override
  public Void argument(ArgumentRef expression) {
    names.add(expression.name());
    return null;
  }

  @Override
  public Void variable(VariableRef expression) {
    return null;
  }

  @Override
  public Void list(ListExpression expression) {
    expression.items().forEach(item -> item.accept(this));
    return null;
  }
}
