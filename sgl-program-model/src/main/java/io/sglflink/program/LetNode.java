package io.sglflink.program;

import static java.util.Objects.requireNonNull;

/**
 * Sets a local, which {@link LocalRef} reads: a Python variable of the function.
 *
 * @param name the local, shared with the items of loops: a let may replace an item
 * @param value evaluated once
 */
public record LetNode(String name, Expression value) implements Node {

  public LetNode {
    requireNonNull(name, "name is null");
    requireNonNull(value, "value is null");
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.let(this);
  }
}
