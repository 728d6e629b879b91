package io.sglflink.program;

import static java.util.Objects.requireNonNull;

/**
 * The value of a run's argument.
 *
 * @param name a parameter of the program
 */
public record ArgumentRef(String name) implements Expression {

  public ArgumentRef {
    requireNonNull(name, "name is null");
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.argument(this);
  }
}
