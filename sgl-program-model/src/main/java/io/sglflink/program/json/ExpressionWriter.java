package io.sglflink.program.json;

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
import io.sglflink.program.StateRead;
import io.sglflink.program.StateRef;
import io.sglflink.program.VariableRef;
import java.util.List;
import java.util.Map;

/** Writes expressions; what is null or empty is left out. */
final class ExpressionWriter implements Expression.Visitor<JsonNode> {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  void put(ObjectNode object, String field, Expression expression) {
    if (expression != null) {
      object.set(field, expression.accept(this));
    }
  }

  void put(ObjectNode object, String field, Map<String, Expression> expressions) {
    if (!expressions.isEmpty()) {
      object.set(field, fields(expressions));
    }
  }

  /** The fields {@code state} and {@code at}. */
  void put(ObjectNode object, StateRef state) {
    if (state != null) {
      object.put("state", state.name());
      put(object, "at", state.at());
    }
  }

  ArrayNode array(List<Expression> items) {
    ArrayNode array = JSON.arrayNode(items.size());
    items.forEach(item -> array.add(item.accept(this)));
    return array;
  }

  @Override
  public JsonNode literal(Literal expression) {
    return expression.value();
  }

  @Override
  public JsonNode argument(ArgumentRef expression) {
    return JSON.objectNode().put("arg", expression.name());
  }

  @Override
  public JsonNode variable(VariableRef expression) {
    return JSON.objectNode().put("var", expression.name());
  }

  @Override
  public JsonNode local(LocalRef expression) {
    return JSON.objectNode().put("local", expression.name());
  }

  @Override
  public JsonNode list(ListExpression expression) {
    return array(expression.items());
  }

  @Override
  public JsonNode object(ObjectExpression expression) {
    return JSON.objectNode().set("object", fields(expression.fields()));
  }

  @Override
  public JsonNode state(StateRead expression) {
    ObjectNode object = JSON.objectNode().put("read", expression.aspect().label());
    put(object, "name", expression.name());
    put(object, expression.state());
    return object;
  }

  @Override
  public JsonNode operation(Operation expression) {
    List<Expression> operands = expression.operands();
    JsonNode written =
        expression.operator().isUnary() ? operands.get(0).accept(this) : array(operands);
    return JSON.objectNode().set(expression.operator().label(), written);
  }

  private ObjectNode fields(Map<String, Expression> expressions) {
    ObjectNode fields = JSON.objectNode();
    expressions.forEach((name, expression) -> fields.set(name, expression.accept(this)));
    return fields;
  }
}
