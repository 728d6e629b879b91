package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A value that is computed from others.
 *
 * @param operator what is computed
 * @param operands as many as the operator takes; evaluated in order
 */
public record Operation(Operator operator, List<Expression> operands) implements Expression {

  public Operation {
    requireNonNull(operator, "operator is null");
    operands = List.copyOf(operands);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.operation(this);
  }
}
