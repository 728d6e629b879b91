package io.sglflink.program.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.program.ArgumentRef;
import io.sglflink.program.BreakNode;
import io.sglflink.program.CallNode;
import io.sglflink.program.ContinueNode;
import io.sglflink.program.CopyNode;
import io.sglflink.program.DataType;
import io.sglflink.program.Expression;
import io.sglflink.program.ForNode;
import io.sglflink.program.ForkNode;
import io.sglflink.program.GenNode;
import io.sglflink.program.IfNode;
import io.sglflink.program.ImageNode;
import io.sglflink.program.JoinNode;
import io.sglflink.program.LetNode;
import io.sglflink.program.ListExpression;
import io.sglflink.program.Literal;
import io.sglflink.program.LocalRef;
import io.sglflink.program.MatchNode;
import io.sglflink.program.Node;
import io.sglflink.program.ObjectExpression;
import io.sglflink.program.OnNode;
import io.sglflink.program.Operation;
import io.sglflink.program.OutputForm;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import io.sglflink.program.ReturnNode;
import io.sglflink.program.RoleBeginNode;
import io.sglflink.program.RoleEndNode;
import io.sglflink.program.RoleNode;
import io.sglflink.program.ScopeNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.SetNode;
import io.sglflink.program.StateRead;
import io.sglflink.program.TextNode;
import io.sglflink.program.VariableRef;
import io.sglflink.program.WhileNode;
import java.util.List;
import java.util.function.Function;

/** Writes programs in their shortest form: what is not set is left out. */
final class ProgramWriter implements Node.Visitor<ObjectNode>, Expression.Visitor<JsonNode> {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ProgramWriter() {}

  static ObjectNode write(Program program) {
    ObjectNode object = JSON.objectNode();
    object.put("sglang", ProgramJson.VERSION);
    object.put("name", program.name());
    if (!program.parameters().isEmpty()) {
      ArrayNode parameters = object.putArray("parameters");
      program.parameters().forEach(parameter -> parameters.add(write(parameter)));
    }
    new ProgramWriter().nodes(object, "body", program.body());
    return object;
  }

  @Override
  public ObjectNode text(TextNode node) {
    ObjectNode object = JSON.objectNode().put("type", "text");
    List<Expression> parts = node.parts();
    object.set("value", parts.size() == 1 ? parts.get(0).accept(this) : array(parts));
    return object;
  }

  @Override
  public ObjectNode gen(GenNode node) {
    ObjectNode object = named("gen", node.name());
    SamplingFields.write(node.sampling(), object);
    if (node.seed() != null) {
      object.set("seed", Literal.of(node.seed()).value());
    }
    form(node.form(), object);
    return object;
  }

  private void form(OutputForm form, ObjectNode object) {
    put(object, "regex", form.regex());
    if (form.jsonSchema() != null) {
      object.set("json_schema", form.jsonSchema().deepCopy());
    }
    put(object, "ebnf", form.ebnf());
    if (form.choices() != null) {
      object.set("choices", form.choices().accept(this));
    }
    put(object, "choices_method", label(form.choicesMethod(), ChoicesMethod::label));
    put(object, "dtype", label(form.dtype(), DataType::label));
    put(object, "whitespace", label(form.whitespace(), Whitespace::label));
    put(object, "property_order", label(form.propertyOrder(), PropertyOrder::label));
    put(object, "lenient", form.lenient());
    put(object, "complete", form.complete());
  }

  private static void put(ObjectNode object, String name, Boolean value) {
    if (value != null) {
      object.put(name, value);
    }
  }

  private static <E> String label(E value, Function<E, String> label) {
    return value == null ? null : label.apply(value);
  }

  private static void put(ObjectNode object, String name, String value) {
    if (value != null) {
      object.put(name, value);
    }
  }

  @Override
  public ObjectNode select(SelectNode node) {
    ObjectNode object = named("select", node.name());
    object.set("choices", node.choices().accept(this));
    if (node.method() != ChoicesMethod.TOKEN_LENGTH_NORMALIZED) {
      object.put("choices_method", node.method().label());
    }
    if (node.temperature() != 0) {
      object.put("temperature", node.temperature());
    }
    return object;
  }

  @Override
  public ObjectNode role(RoleNode node) {
    ObjectNode object = JSON.objectNode().put("type", "role").put("role", node.role().label());
    nodes(object, "body", node.body());
    return object;
  }

  @Override
  public ObjectNode when(IfNode node) {
    ObjectNode object = JSON.objectNode().put("type", "if");
    ArrayNode branches = object.putArray("branches");
    for (IfNode.Branch branch : node.branches()) {
      ObjectNode written = branches.addObject();
      written.set("when", branch.when().accept(this));
      nodes(written, "body", branch.body());
    }
    if (!node.otherwise().isEmpty()) {
      nodes(object, "else", node.otherwise());
    }
    return object;
  }

  @Override
  public ObjectNode forEach(ForNode node) {
    ObjectNode object = JSON.objectNode().put("type", "for").put("item", node.item());
    object.set("in", node.in().accept(this));
    nodes(object, "body", node.body());
    return object;
  }

  @Override
  public ObjectNode image(ImageNode node) {
    ObjectNode object = JSON.objectNode().put("type", "image");
    object.set("source", node.source().accept(this));
    return object;
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
    ObjectNode fields = JSON.objectNode();
    expression.fields().forEach((name, field) -> fields.set(name, field.accept(this)));
    return JSON.objectNode().set("object", fields);
  }

  @Override
  public JsonNode operation(Operation expression) {
    List<Expression> operands = expression.operands();
    JsonNode written =
        expression.operator().isUnary() ? operands.get(0).accept(this) : array(operands);
    return JSON.objectNode().set(expression.operator().label(), written);
  }

  private static ObjectNode write(Parameter parameter) {
    ObjectNode object = JSON.objectNode().put("name", parameter.name());
    if (parameter.defaultValue() != null) {
      object.set("default", parameter.defaultValue().deepCopy());
    }
    return object;
  }

  private ObjectNode named(String type, Expression name) {
    ObjectNode object = JSON.objectNode().put("type", type);
    return name == null ? object : object.set("name", name.accept(this));
  }

  private void nodes(ObjectNode object, String field, List<Node> nodes) {
    ArrayNode written = object.putArray(field);
    nodes.forEach(node -> written.add(node.accept(this)));
  }

  private ArrayNode array(List<Expression> items) {
    ArrayNode array = JSON.arrayNode(items.size());
    items.forEach(item -> array.add(item.accept(this)));
    return array;
  }

  @Override
  public ObjectNode roleBegin(RoleBeginNode node) {
    throw new UnsupportedOperationException("roleBegin");
  }

  @Override
  public ObjectNode roleEnd(RoleEndNode node) {
    throw new UnsupportedOperationException("roleEnd");
  }

  @Override
  public ObjectNode match(MatchNode node) {
    throw new UnsupportedOperationException("match");
  }

  @Override
  public ObjectNode whileTrue(WhileNode node) {
    throw new UnsupportedOperationException("whileTrue");
  }

  @Override
  public ObjectNode breakLoop(BreakNode node) {
    throw new UnsupportedOperationException("breakLoop");
  }

  @Override
  public ObjectNode continueLoop(ContinueNode node) {
    throw new UnsupportedOperationException("continueLoop");
  }

  @Override
  public ObjectNode returnValue(ReturnNode node) {
    throw new UnsupportedOperationException("returnValue");
  }

  @Override
  public ObjectNode let(LetNode node) {
    throw new UnsupportedOperationException("let");
  }

  @Override
  public ObjectNode set(SetNode node) {
    throw new UnsupportedOperationException("set");
  }

  @Override
  public ObjectNode scope(ScopeNode node) {
    throw new UnsupportedOperationException("scope");
  }

  @Override
  public ObjectNode fork(ForkNode node) {
    throw new UnsupportedOperationException("fork");
  }

  @Override
  public ObjectNode on(OnNode node) {
    throw new UnsupportedOperationException("on");
  }

  @Override
  public ObjectNode join(JoinNode node) {
    throw new UnsupportedOperationException("join");
  }

  @Override
  public ObjectNode copy(CopyNode node) {
    throw new UnsupportedOperationException("copy");
  }

  @Override
  public ObjectNode call(CallNode node) {
    throw new UnsupportedOperationException("call");
  }

  @Override
  public JsonNode state(StateRead expression) {
    throw new UnsupportedOperationException("state");
  }
}
