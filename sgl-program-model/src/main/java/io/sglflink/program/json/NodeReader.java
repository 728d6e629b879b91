package io.sglflink.program.json;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.Role;
import io.sglflink.program.Expression;
import io.sglflink.program.ImageNode;
import io.sglflink.program.Node;
import io.sglflink.program.RoleBeginNode;
import io.sglflink.program.RoleEndNode;
import io.sglflink.program.RoleNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.TextNode;
import io.sglflink.program.validate.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads nodes: those that write text itself, others with the help of the reader of their kind. The
 * caller has checked that the JSON nests no deeper than recursion can go.
 */
final class NodeReader {

  private static final Node PLACEHOLDER = TextNode.of("");

  private final Findings findings;
  private final ExpressionReader expressions;
  private final Map<String, Function<Fields, Node>> types = new TreeMap<>();

  NodeReader(Findings findings) {
    this.findings = findings;
    this.expressions = new ExpressionReader(findings);
    types.put("text", this::text);
    types.put("gen", fields -> GenFields.read(fields, expressions));
    types.put("select", this::select);
    types.put("role", fields -> new RoleNode(role(fields), body(fields)));
    types.put("role_begin", fields -> new RoleBeginNode(role(fields)));
    types.put("role_end", fields -> new RoleEndNode(role(fields)));
    types.put("image", this::image);
    types.putAll(new ControlReader(findings, expressions, this).types());
    types.putAll(new StateReader(expressions, this).types());
  }

  /** The field {@code body}: an array of nodes that must be there. */
  List<Node> body(Fields owner) {
    return nodes(owner, "body", owner.required("body", "an array of nodes"));
  }

  /** A field that is an array of nodes; empty where there is none. */
  List<Node> optional(Fields owner, String field) {
    return nodes(owner, field, owner.any(field));
  }

  private List<Node> nodes(Fields owner, String field, JsonNode array) {
    return owner.items(field, array, "an array of nodes", this::node);
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

  private Node select(Fields fields) {
    Expression name = expressions.optional(fields, "name");
    Expression choices =
        expressions.required(fields, "choices", "a list of texts or a reference to one");
    ChoicesMethod method =
        fields.oneOf("choices_method", ChoicesMethod.values(), ChoicesMethod::label);
    Double temperature = fields.number("temperature");
    return new SelectNode(
        name,
        choices,
        requireNonNullElse(method, ChoicesMethod.TOKEN_LENGTH_NORMALIZED),
        requireNonNullElse(temperature, 0.0));
  }

  private static Role role(Fields fields) {
    Role role = fields.requiredOneOf("role", "who speaks", Role.values(), Role::label);
    return requireNonNullElse(role, Role.USER);
  }

  private Node image(Fields fields) {
    return new ImageNode(expressions.required(fields, "source", "a path, a URL or a data: URI"));
  }
}
