package io.sglflink.python.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.program.ArgumentRef;
import io.sglflink.program.Expression;
import io.sglflink.program.ListExpression;
import io.sglflink.program.Literal;
import io.sglflink.program.LocalRef;
import io.sglflink.program.ObjectExpression;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import io.sglflink.program.ValueKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** What is known of an expression before a run. */
public final class Values {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Values() {}

  /** The value of a constant, or null where it depends on the run. */
  public static JsonNode constant(Expression expression) {
    if (expression instanceof Literal literal) {
      return literal.value();
    }
    if (expression instanceof ListExpression list) {
      ArrayNode array = JSON.arrayNode();
      for (Expression item : list.items()) {
        JsonNode value = constant(item);
        if (value == null) {
          return null;
        }
        array.add(value);
      }
      return array;
    }
    if (expression instanceof ObjectExpression object) {
      ObjectNode fields = JSON.objectNode();
      for (Map.Entry<String, Expression> field : object.fields().entrySet()) {
        JsonNode value = constant(field.getValue());
        if (value == null) {
          return null;
        }
        fields.set(field.getKey(), value);
      }
      return fields;
    }
    return expression instanceof Operation operation ? constant(operation) : null;
  }

  private static JsonNode constant(Operation operation) {
    List<JsonNode> operands = new ArrayList<>();
    for (Expression operand : operation.operands()) {
      JsonNode value = constant(operand);
      if (value == null) {
        return null;
      }
      operands.add(value);
    }
    return switch (operation.operator()) {
      case ADD -> add(operands.get(0), operands.get(1));
      case SUB -> number(operands, BigInteger::subtract);
      case MUL -> number(operands, BigInteger::multiply);
      case CONCAT -> concat(operands);
      default -> null;
    };
  }

  private static JsonNode add(JsonNode left, JsonNode right) {
    if (left.isTextual() && right.isTextual()) {
      return JSON.textNode(left.textValue() + right.textValue());
    }
    if (left.isArray() && right.isArray()) {
      return JSON.arrayNode().addAll((ArrayNode) left).addAll((ArrayNode) right);
    }
    return number(List.of(left, right), BigInteger::add);
  }

  private static JsonNode number(List<JsonNode> operands, BinaryOperator<BigInteger> operator) {
    boolean small =
        operands.stream().allMatch(each -> each.isIntegralNumber() && each.canConvertToLong());
    return small
        ? new Literal(
                JSON.numberNode(
                    operator.apply(
                        operands.get(0).bigIntegerValue(), operands.get(1).bigIntegerValue())))
            .value()
        : null;
  }

  private static JsonNode concat(List<JsonNode> operands) {
    StringBuilder text = new StringBuilder();
    for (JsonNode operand : operands) {
      if (!operand.isTextual() && !operand.isIntegralNumber()) {
        return null;
      }
      text.append(operand.asText());
    }
    return JSON.textNode(text.toString());
  }

  /** The text of a constant text, or null. */
  static String text(Expression expression) {
    JsonNode value = expression == null ? null : constant(expression);
    return value != null && value.isTextual() ? value.textValue() : null;
  }

  /** The expression that gives a constant. */
  static Expression of(JsonNode value) {
    if (value.isArray()) {
      List<Expression> items = new ArrayList<>();
      value.forEach(item -> items.add(of(item)));
      return new ListExpression(items);
    }
    if (value.isObject()) {
      Map<String, Expression> fields = new LinkedHashMap<>();
      value.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue())));
      return new ObjectExpression(fields);
    }
    return new Literal(value);
  }

  /** Whether evaluating it again gives the same and costs nothing. */
  static boolean simple(Expression expression) {
    return expression instanceof Literal
        || expression instanceof ArgumentRef
        || expression instanceof LocalRef;
  }

  /**
   * Whether it never gives a text, number or boolean, so that only {@code str} makes text of it.
   */
  static boolean noText(Expression expression) {
    if (expression instanceof Literal literal) {
      return literal.value().isNull();
    }
    if (expression instanceof Operation operation) {
      return operation.operator().gives().stream().noneMatch(ValueKind.SCALAR::contains);
    }
    return expression instanceof ListExpression || expression instanceof ObjectExpression;
  }

  /** Whether it gives a text if it gives anything. */
  static boolean isText(Expression expression) {
    if (expression instanceof Literal literal) {
      return literal.value().isTextual();
    }
    if (!(expression instanceof Operation operation)) {
      return false;
    }
    return operation.operator() == Operator.ADD
        ? operation.operands().stream().anyMatch(Values::isText)
        : operation.operator().gives().equals(Set.of(ValueKind.TEXT));
  }

  /** The locals that it reads. */
  static Set<String> locals(Expression expression) {
    return Reads.inside(expression)
        .filter(LocalRef.class::isInstance)
        .map(local -> ((LocalRef) local).name())
        .collect(Collectors.toSet());
  }
}
