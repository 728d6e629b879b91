package io.sglflink.program.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.program.ArgumentRef;
import io.sglflink.program.DataType;
import io.sglflink.program.Expression;
import io.sglflink.program.ForNode;
import io.sglflink.program.GenNode;
import io.sglflink.program.IfNode;
import io.sglflink.program.ImageNode;
import io.sglflink.program.ListExpression;
import io.sglflink.program.Literal;
import io.sglflink.program.LocalRef;
import io.sglflink.program.Node;
import io.sglflink.program.ObjectExpression;
import io.sglflink.program.Operation;
import io.sglflink.program.OutputForm;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import io.sglflink.program.RoleNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.TextNode;
import io.sglflink.program.VariableRef;
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

  private static ObjectNode named(String type, String name) {
    ObjectNode object = JSON.objectNode().put("type", type);
    return name == null ? object : object.put("name", name);
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
}
