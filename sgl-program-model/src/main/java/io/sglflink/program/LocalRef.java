package io.sglflink.program;

import static java.util.Objects.requireNonNull;

/**
 * The value of a local, as the last node that set it left it.
 *
 * @param name what a {@link LetNode} or a {@link ForNode} has set
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
