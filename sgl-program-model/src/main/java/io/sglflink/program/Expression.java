package io.sglflink.program;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A value that is computed when a node is evaluated. */
public sealed interface Expression
    permits Literal,
        ArgumentRef,
        VariableRef,
        LocalRef,
        ListExpression,
        ObjectExpression,
        StateRead,
        Operation {

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

  /** The local called {@code name}: what a let or a loop has set. */
  static Expression local(String name) {
    return new LocalRef(name);
  }

  /** A list of literal texts. */
  static Expression list(String... items) {
    return new ListExpression(Arrays.stream(items).map(Expression::text).toList());
  }

  /** A list of expressions. */
  static Expression list(List<Expression> items) {
    return new ListExpression(items);
  }

  /** A field of an object. */
  static Expression get(Expression object, String field) {
    return get(object, text(field));
  }

  /** An item of a list: {@code index} counts from 0, or negative from the end. */
  static Expression get(Expression list, int index) {
    return get(list, Literal.of(index));
  }

  /** A field of an object, or an item of a list. */
  static Expression get(Expression container, Expression key) {
    return operation(Operator.GET, container, key);
  }

  /** See {@link Operator#EQ}. */
  static Expression eq(Expression left, Expression right) {
    return operation(Operator.EQ, left, right);
  }

  /** See {@link Operator#NE}. */
  static Expression ne(Expression left, Expression right) {
    return operation(Operator.NE, left, right);
  }

  /** See {@link Operator#LT}. */
  static Expression lt(Expression left, Expression right) {
    return operation(Operator.LT, left, right);
  }

  /** See {@link Operator#LE}. */
  static Expression le(Expression left, Expression right) {
    return operation(Operator.LE, left, right);
  }

  /** See {@link Operator#GT}. */
  static Expression gt(Expression left, Expression right) {
    return operation(Operator.GT, left, right);
  }

  /** See {@link Operator#GE}. */
  static Expression ge(Expression left, Expression right) {
    return operation(Operator.GE, left, right);
  }

  /** See {@link Operator#IN}. */
  static Expression in(Expression value, Expression container) {
    return operation(Operator.IN, value, container);
  }

  /** See {@link Operator#AND}. */
  static Expression and(Expression... conditions) {
    return operation(Operator.AND, conditions);
  }

  /** See {@link Operator#OR}. */
  static Expression or(Expression... conditions) {
    return operation(Operator.OR, conditions);
  }

  /** See {@link Operator#NOT}. */
  static Expression not(Expression condition) {
    return operation(Operator.NOT, condition);
  }

  /** An object of expressions. */
  static Expression object(Map<String, Expression> fields) {
    return new ObjectExpression(fields);
  }

  /** The list of Python's {@code range}: to before a stop; or from a start; or by a step. */
  static Expression range(Expression... bounds) {
    return operation(Operator.RANGE, bounds);
  }

  /** A state's text, messages, returned value or size. */
  static Expression read(StateRead.Aspect aspect, StateRef state) {
    return new StateRead(aspect, null, state);
  }

  /** A variable of a state, whether it is written, or what is known of its step. */
  static Expression read(StateRead.Aspect aspect, String variable, StateRef state) {
    return new StateRead(aspect, text(variable), state);
  }

  /** An operation: {@link Operator} says which there are and what they take. */
  static Expression operation(Operator operator, Expression... operands) {
    return new Operation(operator, List.of(operands));
  }

  /** One method per kind of expression. */
  interface Visitor<R> {

    R literal(Literal expression);

    R argument(ArgumentRef expression);

    R variable(VariableRef expression);

    R local(LocalRef expression);

    R list(ListExpression expression);

    R object(ObjectExpression expression);

    R state(StateRead expression);

    R operation(Operation expression);
  }
}
