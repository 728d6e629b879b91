package io.sglflink.program;

import static java.util.Objects.requireNonNull;

/**
 * The value of a variable, as the last node that wrote it left it.
 *
 * @param name a variable that an earlier node writes
 */
public record VariableRef(String name) implements Expression {

  public VariableRef {
    requireNonNull(name, "name is null");
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.variable(this);
  }
}
