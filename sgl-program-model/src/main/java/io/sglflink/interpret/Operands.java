package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.program.Expression;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import io.sglflink.program.ValueKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An operation's values, each of a kind that the operator takes, and what to call them. */
final class Operands {

  private static final BigInteger MAX = BigInteger.valueOf(Integer.MAX_VALUE);

  private final Operation operation;
  private final List<JsonNode> values = new ArrayList<>();

  Operands(Operation operation, ExpressionEvaluator expressions) {
    this.operation = operation;
    for (Expression operand : operation.operands()) {
      JsonNode value = operand.accept(expressions);
      Set<ValueKind> taken = operator().takesAt(values.size());
      if (!taken.contains(ValueKind.of(value))) {
        throw is(values.size(), Values.kind(value), "takes " + ValueKind.names(taken));
      }
      values.add(value);
    }
  }

  Operator operator() {
    return operation.operator();
  }

  int count() {
    return values.size();
  }

  JsonNode get(int index) {
    return values.get(index);
  }

  /** Whether an operand is there and not null. */
  boolean has(int index) {
    return index < values.size() && !values.get(index).isNull();
  }

  String text(int index) {
    return values.get(index).textValue();
  }

  BigInteger integer(int index) {
    return values.get(index).bigIntegerValue();
  }

  /** An integer, or {@code absent}; one that no int holds is the nearest one that does. */
  int clamped(int index, int absent) {
    return has(index) ? integer(index).min(MAX).max(MAX.negate()).intValue() : absent;
  }

  boolean bothNumbers() {
    return get(0).isNumber() && get(1).isNumber();
  }

  /** Which of two operands comes first: two numbers, or two texts by code point. */
  int order(int left, int right) {
    if (get(left).isNumber() && get(right).isNumber()) {
      return Values.compareNumbers(get(left), get(right));
    }
    if (get(left).isTextual() && get(right).isTextual()) {
      return Values.compareTexts(get(left), get(right));
    }
    throw unlike(left, right, "compares two numbers or two texts");
  }

  boolean bothIntegers() {
    return get(0).isIntegralNumber() && get(1).isIntegralNumber();
  }

  boolean bothTexts() {
    return get(0).isTextual() && has(1) && get(1).isTextual();
  }

  /** What a message calls an operand. */
  String name(int index) {
    String thing = "operand " + index + " of " + operator().label();
    return ExpressionEvaluator.describe(operation.operands().get(index), thing);
  }

  /** An operand's value is wrong. */
  RequestFailedException is(int index, String what, String does) {
    return failure(name(index) + " is " + what + ": " + operator().label() + " " + does);
  }

  /** The first two operands do not go together. */
  RequestFailedException unlike(String does) {
    return unlike(0, 1, does);
  }

  /** Two operands do not go together. */
  RequestFailedException unlike(int left, int right, String does) {
    return failure(
        name(left)
            + " is "
            + Values.kind(get(left))
            + " and "
            + name(right)
            + " is "
            + Values.kind(get(right))
            + ": "
            + operator().label()
            + " "
            + does);
  }

  RequestFailedException failure(String message) {
    return new RequestFailedException(FailureCode.EVALUATION_FAILED, message);
  }
}
