package io.sglflink.program.json;

import io.sglflink.program.BreakNode;
import io.sglflink.program.ContinueNode;
import io.sglflink.program.Expression;
import io.sglflink.program.ForNode;
import io.sglflink.program.IfNode;
import io.sglflink.program.LetNode;
import io.sglflink.program.MatchNode;
import io.sglflink.program.Node;
import io.sglflink.program.ReturnNode;
import io.sglflink.program.WhileNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the nodes that say which nodes are evaluated, and with which locals. */
final class ControlReader {

  private static final IfNode.Branch NO_BRANCH =
      new IfNode.Branch(ExpressionReader.PLACEHOLDER, List.of());
  private static final MatchNode.Case NO_CASE =
      new MatchNode.Case(List.of(ExpressionReader.PLACEHOLDER), null, List.of());

  private final Findings findings;
  private final ExpressionReader expressions;
  private final NodeReader nodes;

  ControlReader(Findings findings, ExpressionReader expressions, NodeReader nodes) {
    this.findings = findings;
    this.expressions = expressions;
    this.nodes = nodes;
  }

  /** A reader for each node type. */
  Map<String, Function<Fields, Node>> types() {
    return Map.of(
        "if", this::when,
        "match", this::match,
        "for", this::forEach,
        "while", this::whileTrue,
        "break", fields -> new BreakNode(),
        "continue", fields -> new ContinueNode(),
        "return", fields -> new ReturnNode(expressions.optional(fields, "value")),
        "let", this::let);
  }

  private Node when(Fields fields) {
    return new IfNode(
        alternatives(fields, "branches", NO_BRANCH, this::branch), nodes.optional(fields, "else"));
  }

  private IfNode.Branch branch(Fields fields) {
    return new IfNode.Branch(
        expressions.required(fields, "when", "the condition"), nodes.body(fields));
  }

  private Node match(Fields fields) {
    return new MatchNode(
        expressions.required(fields, "value", "what the cases are matched with"),
        alternatives(fields, "cases", NO_CASE, this::oneCase),
        nodes.optional(fields, "else"));
  }

  private MatchNode.Case oneCase(Fields fields) {
    String what = "an array of values";
    List<Expression> is = fields.items("is", fields.required("is", what), what, expressions::read);
    return new MatchNode.Case(is, expressions.optional(fields, "when"), nodes.body(fields));
  }

  /** What {@code read} makes of each object in an array. */
  private <T> List<T> alternatives(
      Fields owner, String field, T placeholder, Function<Fields, T> read) {
    String what = "an array of " + field;
    return owner.items(
        field,
        owner.required(field, what),
        what,
        (json, pointer) -> alternative(Fields.of(json, pointer, findings), placeholder, read));
  }

  private static <T> T alternative(Fields fields, T placeholder, Function<Fields, T> read) {
    if (fields == null) {
      return placeholder;
    }
    T alternative = read.apply(fields);
    fields.rejectOthers();
    return alternative;
  }

  private Node forEach(Fields fields) {
    String item = fields.requiredString("item", "the name of the loop's item");
    String index = fields.string("index");
    Expression in = expressions.required(fields, "in", "a list or a reference to one");
    return new ForNode(item == null ? "" : item, index, in, nodes.body(fields));
  }

  private Node whileTrue(Fields fields) {
    return new WhileNode(
        expressions.required(fields, "when", "the condition"),
        fields.integer("limit"),
        nodes.body(fields));
  }

  private Node let(Fields fields) {
    String name = fields.requiredString("name", "the local's name");
    return new LetNode(
        name == null ? "" : name, expressions.required(fields, "value", "the local's value"));
  }
}
