package io.sglflink.program;

import java.util.List;

/**
 * A list of values.
 *
 * @param items evaluated in order
 */
public record ListExpression(List<Expression> items) implements Expression {

  public ListExpression {
    items = List.copyOf(items);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.list(this);
  }
}
