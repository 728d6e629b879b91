package io.sglflink.program;

import static java.util.Objects.requireNonNull;

/**
 * The item that a loop is at.
 *
 * @param name the item's name in a {@link ForNode} around this
 */
public record LocalRef(String name) implements Expression {

  public LocalRef {
    requireNonNull(name, "name is null");
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.local(this);
  }
}
