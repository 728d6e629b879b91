package io.sglflink.program.json;

import static java.util.Objects.requireNonNullElse;

import io.sglflink.program.CallNode;
import io.sglflink.program.CopyNode;
import io.sglflink.program.Expression;
import io.sglflink.program.ForkNode;
import io.sglflink.program.JoinNode;
import io.sglflink.program.Node;
import io.sglflink.program.OnNode;
import io.sglflink.program.ScopeNode;
import io.sglflink.program.SetNode;
import io.sglflink.program.StateRef;
import java.util.Map;
import java.util.function.Function;

/** Reads the nodes that set a state's variables, and those that make states and work on them. */
final class StateReader {

  private final ExpressionReader expressions;
  private final NodeReader nodes;

  StateReader(ExpressionReader expressions, NodeReader nodes) {
    this.expressions = expressions;
    this.nodes = nodes;
  }

  /** A reader for each node type. */
  Map<String, Function<Fields, Node>> types() {
    return Map.of(
        "set", this::set,
        "scope", fields -> new ScopeNode(variable(fields), nodes.body(fields)),
        "fork", this::fork,
        "on", this::on,
        "join", this::join,
        "copy", fields -> new CopyNode(name(fields, "the copy's name"), nodes.body(fields)),
        "call", this::call);
  }

  private Node set(Fields fields) {
    return new SetNode(
        variable(fields), expressions.required(fields, "value", "the variable's value"));
  }

  private Node fork(Fields fields) {
    return new ForkNode(
        name(fields, "the states' name"),
        expressions.optional(fields, "count"),
        expressions.optional(fields, "in"),
        fields.string("item"),
        nodes.optional(fields, "body"));
  }

  private Node on(Fields fields) {
    String state = fields.requiredString("state", "the state that evaluates the body");
    Expression at = expressions.optional(fields, "at");
    return new OnNode(new StateRef(requireNonNullElse(state, ""), at), nodes.body(fields));
  }

  private Node join(Fields fields) {
    String state = fields.requiredString("state", "the name of a fork's states");
    JoinNode.Mode mode = fields.oneOf("mode", JoinNode.Mode.values(), JoinNode.Mode::label);
    return new JoinNode(
        requireNonNullElse(state, ""), requireNonNullElse(mode, JoinNode.Mode.GATHER_VARIABLE));
  }

  private Node call(Fields fields) {
    String state = fields.string("state");
    String function = fields.requiredString("function", "the function's name");
    return new CallNode(
        state, requireNonNullElse(function, ""), expressions.byName(fields, "args"));
  }

  private Expression variable(Fields fields) {
    return expressions.required(fields, "name", "the variable's name");
  }

  private static String name(Fields fields, String what) {
    return requireNonNullElse(fields.requiredString("name", what), "");
  }
}
