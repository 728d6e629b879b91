package io.sglflink.interpret;

import static io.sglflink.model.FailureCode.EVALUATION_FAILED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.program.Expression;
import io.sglflink.program.Operation;
import java.util.List;

/** Evaluates operations. A value that an operator cannot use fails the run and is named. */
final class OperationEvaluator {

  private final ExpressionEvaluator expressions;

  OperationEvaluator(ExpressionEvaluator expressions) {
    this.expressions = expressions;
  }

  JsonNode evaluate(Operation operation) {
    return switch (operation.operator()) {
      case GET -> get(operation);
      case EQ -> BooleanNode.valueOf(equal(operation));
      case NE -> BooleanNode.valueOf(!equal(operation));
      case LT -> BooleanNode.valueOf(order(operation) < 0);
      case LE -> BooleanNode.valueOf(order(operation) <= 0);
      case GT -> BooleanNode.valueOf(order(operation) > 0);
      case GE -> BooleanNode.valueOf(order(operation) >= 0);
      case IN -> BooleanNode.valueOf(in(operation));
      case AND -> BooleanNode.valueOf(operation.operands().stream().allMatch(expressions::isTrue));
      case OR -> BooleanNode.valueOf(operation.operands().stream().anyMatch(expressions::isTrue));
      case NOT -> BooleanNode.valueOf(!expressions.isTrue(operation.operands().get(0)));
    };
  }

  private JsonNode get(Operation operation) {
    JsonNode container = operand(operation, 0);
    JsonNode key = operand(operation, 1);
    if (container.isObject() && key.isTextual()) {
      return field(container, key.textValue(), describe(operation, 0));
    }
    if (container.isArray() && key.isIntegralNumber()) {
      return item(container, key, describe(operation, 0));
    }
    throw unlike(
        operation, container, key, "takes an object and a field's name, or a list and an integer");
  }

  private static JsonNode field(JsonNode object, String name, String thing) {
    JsonNode value = object.get(name);
    if (value == null) {
      throw failure(
          thing
              + " has no field "
              + Values.shown(name)
              + ": pass an object that has it, or ask with in before");
    }
    return value;
  }

  private static JsonNode item(JsonNode list, JsonNode key, String thing) {
    int size = list.size();
    int index = key.canConvertToInt() ? key.intValue() : size;
    if (index < -size || index >= size) {
      throw failure(
          thing
              + " has "
              + size
              + " items and none at "
              + Values.shown(key.asText())
              + ": pass a longer list, or another index");
    }
    return list.get(index < 0 ? size + index : index);
  }

  private boolean equal(Operation operation) {
    return Values.equal(operand(operation, 0), operand(operation, 1));
  }

  private int order(Operation operation) {
    JsonNode left = operand(operation, 0);
    JsonNode right = operand(operation, 1);
    if (left.isNumber() && right.isNumber()) {
      return Values.compareNumbers(left, right);
    }
    if (left.isTextual() && right.isTextual()) {
      return Values.compareTexts(left, right);
    }
    throw unlike(operation, left, right, "compares two numbers or two texts");
  }

  private boolean in(Operation operation) {
    JsonNode value = operand(operation, 0);
    JsonNode container = operand(operation, 1);
    if (container.isArray()) {
      for (JsonNode item : container) {
        if (Values.equal(value, item)) {
          return true;
        }
      }
      return false;
    }
    if (value.isTextual() && container.isObject()) {
      return container.has(value.textValue());
    }
    if (value.isTextual() && container.isTextual()) {
      return container.textValue().contains(value.textValue());
    }
    throw unlike(
        operation, value, container, "looks in a list, or for a text in an object or a text");
  }

  private JsonNode operand(Operation operation, int index) {
    return operation.operands().get(index).accept(expressions);
  }

  private static RequestFailedException unlike(
      Operation operation, JsonNode left, JsonNode right, String does) {
    return failure(
        describe(operation, 0)
            + " is "
            + Values.kind(left)
            + " and "
            + describe(operation, 1)
            + " is "
            + Values.kind(right)
            + ": "
            + operation.operator().label()
            + " "
            + does);
  }

  private static String describe(Operation operation, int index) {
    List<Expression> operands = operation.operands();
    String thing = "operand " + index + " of " + operation.operator().label();
    return ExpressionEvaluator.describe(operands.get(index), thing);
  }

  private static RequestFailedException failure(String message) {
    return new RequestFailedException(EVALUATION_FAILED, message);
  }
}
