package io.sglflink.program;

import java.util.Arrays;
import java.util.List;

/** A value that is computed when a node is evaluated. */
public sealed interface Expression permits Literal, ArgumentRef, VariableRef, ListExpression {

  /** Calls the visitor's method for this kind of expression. */
  <R> R accept(Visitor<R> visitor);

  /** A literal text. */
  static Expression text(String text) {
    return Literal.of(text);
  }

  /** The argument called {@code name}. */
  static Expression arg(String name) {
    return new ArgumentRef(name);
  }

  /** The variable called {@code name}. */
  static Expression var(String name) {
    return new VariableRef(name);
  }

  /** A list of literal texts. */
  static Expression list(String... items) {
    return new ListExpression(Arrays.stream(items).map(Expression::text).toList());
  }

  /** A list of expressions. */
  static Expression list(List<Expression> items) {
    return new ListExpression(items);
  }

  /** One method per kind of expression. */
  interface Visitor<R> {

    R literal(Literal expression);

    R argument(ArgumentRef expression);

    R variable(VariableRef expression);

    R list(ListExpression expression);
  }
}
