package io.sglflink.program.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.Role;
import io.sglflink.model.SamplingOverrides;
import io.sglflink.program.DataType;
import io.sglflink.program.Expression;
import io.sglflink.program.GenNode;
import io.sglflink.program.Node;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads nodes. The caller has checked that the JSON nests no deeper than recursion can go. */
final class NodeReader {

  private static final Node PLACEHOLDER = TextNode.of("");

  private final Findings findings;
  private final ExpressionReader expressions;
  private final Map<String, Function<Fields, Node>> types =
      new TreeMap<>(
          Map.of("text", this::text, "gen", this::gen, "select", this::select, "role", this::role));

  NodeReader(Findings findings) {
    this.findings = findings;
    this.expressions = new ExpressionReader(findings);
  }

  /** The field {@code body}: an array of nodes. */
  List<Node> body(Fields owner) {
    JsonNode array = owner.required("body", "an array of nodes");
    if (array == null) {
      return List.of();
    }
    if (!array.isArray()) {
      findings.unreadable(
          owner.at("body"), ProblemCode.WRONG_TYPE, Fields.wrongType(array, "an array of nodes"));
      return List.of();
    }
    List<Node> nodes = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      nodes.add(node(array.get(i), JsonPointers.child(owner.at("body"), i)));
    }
    return nodes;
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
    String regex = fields.string("regex");
    JsonNode choices = fields.any("choices");
    Expression choicesExpression =
        choices == null ? null : expressions.read(choices, fields.at("choices"));
    return new GenNode(name, sampling, seed, regex, choicesExpression, dtype(fields));
  }

  private Node select(Fields fields) {
    String name = fields.string("name");
    JsonNode choices = fields.required("choices", "a list of texts or a reference to one");
    Double temperature = fields.number("temperature");
    if (choices == null) {
      return PLACEHOLDER;
    }
    return new SelectNode(
        name,
        expressions.read(choices, fields.at("choices")),
        temperature == null ? 0.0 : temperature);
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

  private DataType dtype(Fields fields) {
    return oneOf(DataType.values(), DataType::label, fields.string("dtype"), fields, "dtype");
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
