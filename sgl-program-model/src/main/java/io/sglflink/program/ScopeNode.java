package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Sets a variable to the text that its body appends: SGLang's {@code var_scope}.
 *
 * @param name gives the variable's name; evaluated before the body
 * @param body the nodes
 */
public record ScopeNode(Expression name, List<Node> body) implements Node {

  public ScopeNode {
    requireNonNull(name, "name is null");
    body = List.copyOf(body);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.scope(this);
  }

  @Override
  public List<Node> children() {
    return body;
  }
}
