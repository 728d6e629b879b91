package io.sglflink.program.json;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.Role;
import io.sglflink.model.SamplingOverrides;
import io.sglflink.program.DataType;
import io.sglflink.program.Expression;
import io.sglflink.program.ForNode;
import io.sglflink.program.GenNode;
import io.sglflink.program.IfNode;
import io.sglflink.program.ImageNode;
import io.sglflink.program.Node;
import io.sglflink.program.OutputForm;
import io.sglflink.program.RoleNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.TextNode;
import io.sglflink.program.validate.JsonPointers;
import io.sglflink.program.validate.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads nodes. The caller has checked that the JSON nests no deeper than recursion can go. */
final class NodeReader {

  private static final Node PLACEHOLDER = TextNode.of("");

  private final Findings findings;
  private final ExpressionReader expressions;
  private final Map<String, Function<Fields, Node>> types =
      new TreeMap<>(
          Map.of(
              "text", this::text,
              "gen", this::gen,
              "select", this::select,
              "role", this::role,
              "if", this::when,
              "for", this::forEach,
              "image", this::image));

  NodeReader(Findings findings) {
    this.findings = findings;
    this.expressions = new ExpressionReader(findings);
  }

  /** The field {@code body}: an array of nodes. */
  List<Node> body(Fields owner) {
    return nodes(owner, "body", owner.required("body", "an array of nodes"));
  }

  private List<Node> nodes(Fields owner, String field, JsonNode array) {
    return items(array, owner.at(field), "an array of nodes", this::node);
  }

  /** What {@code read} makes of each item of an array; empty where the array is null. */
  private <T> List<T> items(
      JsonNode array, String at, String what, BiFunction<JsonNode, String, T> read) {
    if (array == null) {
      return List.of();
    }
    if (!array.isArray()) {
      findings.unreadable(at, ProblemCode.WRONG_TYPE, Fields.wrongType(at, array, what));
      return List.of();
    }
    List<T> items = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      items.add(read.apply(array.get(i), JsonPointers.child(at, i)));
    }
    return items;
  }

  private Node node(JsonNode json, String pointer) {
    Fields fields = Fields.of(json, pointer, findings);
    if (fields == null) {
      return PLACEHOLDER;
    }
    String type = fields.requiredString("type", "one of " + String.join(", ", types.keySet()));
    if (type == null) {
      return PLACEHOLDER;
    }
    Function<Fields, Node> reader = types.get(type);
    if (reader == null) {
      findings.unreadable(
          fields.at("type"),
          ProblemCode.UNKNOWN_NODE_TYPE,
          "node type \"" + type + "\" is unknown: use " + String.join(", ", types.keySet()));
      return PLACEHOLDER;
    }
    Node node = reader.apply(fields);
    fields.rejectOthers();
    return node;
  }

  private Node text(Fields fields) {
    JsonNode value = fields.required("value", "an expression or an array of expressions");
    return value == null ? PLACEHOLDER : new TextNode(expressions.parts(value, fields.at("value")));
  }

  private Node gen(Fields fields) {
    String name = fields.string("name");
    SamplingOverrides sampling = SamplingFields.read(fields);
    Long seed = fields.longInteger("seed");
    return new GenNode(name, sampling, seed, form(fields));
  }

  private OutputForm form(Fields fields) {
    JsonNode choices = fields.any("choices");
    return new OutputForm(
        fields.string("regex"),
        schema(fields),
        fields.string("ebnf"),
        choices == null ? null : expressions.read(choices, fields.at("choices")),
        method(fields),
        oneOf(DataType.values(), DataType::label, fields, "dtype"),
        oneOf(Whitespace.values(), Whitespace::label, fields, "whitespace"),
        oneOf(PropertyOrder.values(), PropertyOrder::label, fields, "property_order"),
        fields.bool("lenient"),
        fields.bool("complete"));
  }

  private JsonNode schema(Fields fields) {
    JsonNode schema = fields.any("json_schema");
    if (schema == null || schema.isObject() || schema.isBoolean() || schema.isTextual()) {
      return schema == null ? null : schema.deepCopy();
    }
    String at = fields.at("json_schema");
    String wanted = "a schema: an object, true or false, or a text that holds one";
    findings.add(at, ProblemCode.WRONG_TYPE, Fields.wrongType(at, schema, wanted));
    return null;
  }

  private Node select(Fields fields) {
    String name = fields.string("name");
    Expression choices = expression(fields, "choices", "a list of texts or a reference to one");
    Double temperature = fields.number("temperature");
    return new SelectNode(
        name,
        choices,
        requireNonNullElse(method(fields), ChoicesMethod.TOKEN_LENGTH_NORMALIZED),
        requireNonNullElse(temperature, 0.0));
  }

  private Node role(Fields fields) {
    Role role =
        oneOf(
            Role.values(),
            Role::label,
            fields.requiredString("role", "who speaks"),
            fields,
            "role");
    List<Node> body = body(fields);
    return new RoleNode(role == null ? Role.USER : role, body);
  }

  private Node when(Fields fields) {
    String what = "an array of branches";
    JsonNode branches = fields.required("branches", what);
    return new IfNode(
        items(branches, fields.at("branches"), what, this::branch),
        nodes(fields, "else", fields.any("else")));
  }

  private IfNode.Branch branch(JsonNode json, String pointer) {
    Fields fields = Fields.of(json, pointer, findings);
    if (fields == null) {
      return new IfNode.Branch(ExpressionReader.PLACEHOLDER, List.of());
    }
    Expression when = expression(fields, "when", "the condition");
    List<Node> body = body(fields);
    fields.rejectOthers();
    return new IfNode.Branch(when, body);
  }

  private Node forEach(Fields fields) {
    String item = fields.requiredString("item", "the name of the loop's item");
    Expression in = expression(fields, "in", "a list or a reference to one");
    return new ForNode(item == null ? "" : item, in, body(fields));
  }

  private Node image(Fields fields) {
    return new ImageNode(expression(fields, "source", "a path, a URL or a data: URI"));
  }

  private Expression expression(Fields fields, String name, String what) {
    JsonNode value = fields.required(name, what);
    return value == null ? ExpressionReader.PLACEHOLDER : expressions.read(value, fields.at(name));
  }

  private ChoicesMethod method(Fields fields) {
    return oneOf(ChoicesMethod.values(), ChoicesMethod::label, fields, "choices_method");
  }

  private <E> E oneOf(E[] values, Function<E, String> label, Fields fields, String field) {
    return oneOf(values, label, fields.string(field), fields, field);
  }

  private <E> E oneOf(
      E[] values, Function<E, String> label, String given, Fields fields, String field) {
    if (given == null) {
      return null;
    }
    for (E value : values) {
      if (label.apply(value).equals(given)) {
        return value;
      }
    }
    String allowed = Arrays.stream(values).map(label).collect(Collectors.joining(", "));
    findings.add(
        fields.at(field),
        ProblemCode.UNKNOWN_VALUE,
        field + " is \"" + given + "\": use one of " + allowed);
    return null;
  }
}
