package io.sglflink.program;

import static java.util.Objects.requireNonNull;

/**
 * Sets a variable of the state without a step, as {@code s["x"] = v} does.
 *
 * @param name gives the variable's name
 * @param value evaluated once
 */
public record SetNode(Expression name, Expression value) implements Node {

  public SetNode {
    requireNonNull(name, "name is null");
    requireNonNull(value, "value is null");
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.set(this);
  }
}
