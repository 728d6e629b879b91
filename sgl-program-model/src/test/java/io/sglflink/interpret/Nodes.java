package io.sglflink.interpret;

import io.sglflink.model.Role;
import io.sglflink.model.SamplingOverrides;
import io.sglflink.program.CallNode;
import io.sglflink.program.CopyNode;
import io.sglflink.program.Expression;
import io.sglflink.program.ForNode;
import io.sglflink.program.ForkNode;
import io.sglflink.program.Function;
import io.sglflink.program.GenNode;
import io.sglflink.program.IfNode;
import io.sglflink.program.JoinNode;
import io.sglflink.program.LetNode;
import io.sglflink.program.Literal;
import io.sglflink.program.Node;
import io.sglflink.program.OnNode;
import io.sglflink.program.Operator;
import io.sglflink.program.OutputForm;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import io.sglflink.program.ReasoningFormat;
import io.sglflink.program.ReturnNode;
import io.sglflink.program.RoleNode;
import io.sglflink.program.ScopeNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.SetNode;
import io.sglflink.program.SourceMap;
import io.sglflink.program.StateRead;
import io.sglflink.program.StateRead.Aspect;
import io.sglflink.program.StateRef;
import io.sglflink.program.TextNode;
import io.sglflink.program.WhileNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Short names for the nodes and expressions of test programs. */
final class Nodes {

  private Nodes() {}

  static Program program(Node... body) {
    return program(List.of(), body);
  }

  /** A program {@code p} with functions. */
  static Program program(List<Function> functions, Node... body) {
    return new Program("p", List.of(), List.of(body), functions, SourceMap.NONE);
  }

  static Function function(String name, String parameter, Node... body) {
    return new Function(name, List.of(Parameter.required(parameter)), List.of(body));
  }

  static Node text(String text) {
    return TextNode.of(text);
  }

  static Node say(Expression... parts) {
    return new TextNode(List.of(parts));
  }

  static Node gen(String name) {
    return GenNode.named(name);
  }

  static Node gen(Expression name) {
    return new GenNode(name, SamplingOverrides.NONE, null, OutputForm.FREE, Map.of(), null);
  }

  static Node gen(String name, Map<String, Expression> computed) {
    return new GenNode(
        Literal.of(name), SamplingOverrides.NONE, null, OutputForm.FREE, computed, null);
  }

  static Node gen(String name, ReasoningFormat reasoning) {
    return gen(name, SamplingOverrides.NONE, reasoning);
  }

  static Node gen(String name, SamplingOverrides sampling, ReasoningFormat reasoning) {
    return new GenNode(Literal.of(name), sampling, null, OutputForm.FREE, Map.of(), reasoning);
  }

  static Node select(String name, String... choices) {
    return new SelectNode(name, Expression.list(choices));
  }

  static Node role(Role role, Node... body) {
    return new RoleNode(role, List.of(body));
  }

  static Node when(Expression condition, Node... then) {
    return new IfNode(List.of(new IfNode.Branch(condition, List.of(then))), List.of());
  }

  static Node forEach(String item, Expression in, Node... body) {
    return new ForNode(item, in, List.of(body));
  }

  static Node loop(Expression condition, Node... body) {
    return new WhileNode(condition, null, List.of(body));
  }

  static Node let(String name, Expression value) {
    return new LetNode(name, value);
  }

  static Node set(String name, Expression value) {
    return new SetNode(Literal.of(name), value);
  }

  static Node scope(String name, Node... body) {
    return new ScopeNode(Literal.of(name), List.of(body));
  }

  static Node giveBack(Expression value) {
    return new ReturnNode(value);
  }

  static Node fork(String name, int count, Node... body) {
    return new ForkNode(name, number(count), null, "i", List.of(body));
  }

  static Node forkOver(String name, Expression in, Node... body) {
    return new ForkNode(name, null, in, "i", List.of(body));
  }

  static Node on(String state, Node... body) {
    return new OnNode(new StateRef(state, null), List.of(body));
  }

  static Node onOne(String state, int at, Node... body) {
    return new OnNode(new StateRef(state, number(at)), List.of(body));
  }

  static Node join(String state) {
    return new JoinNode(state, JoinNode.Mode.GATHER_VARIABLE);
  }

  static Node joinTexts(String state) {
    return new JoinNode(state, JoinNode.Mode.CONCATE_AND_APPEND);
  }

  static Node copy(String name, Node... body) {
    return new CopyNode(name, List.of(body));
  }

  static Node call(String state, String function, Map<String, Expression> args) {
    return new CallNode(state, function, args);
  }

  static Expression number(long number) {
    return Literal.of(number);
  }

  static Expression local(String name) {
    return Expression.local(name);
  }

  static Expression var(String name) {
    return Expression.var(name);
  }

  /** A list of numbers from 0. */
  static Expression range(long stop) {
    return Expression.operation(Operator.RANGE, number(stop));
  }

  static Expression plus(Expression left, Expression right) {
    return Expression.operation(Operator.ADD, left, right);
  }

  static Expression str(Expression value) {
    return Expression.operation(Operator.STR, value);
  }

  static Expression concat(Expression... parts) {
    return Expression.operation(Operator.CONCAT, parts);
  }

  /** An aspect of the state at hand. */
  static Expression own(Aspect aspect, String... name) {
    return reading(aspect, null, name);
  }

  /** An aspect of all states of a name. */
  static Expression read(String state, Aspect aspect, String... name) {
    return reading(aspect, new StateRef(state, null), name);
  }

  /** An aspect of one state of a fork. */
  static Expression read(String state, int at, Aspect aspect, String... name) {
    return reading(aspect, new StateRef(state, number(at)), name);
  }

  private static Expression reading(Aspect aspect, StateRef state, String... name) {
    Expression of = Arrays.stream(name).findFirst().map(Expression::text).orElse(null);
    return new StateRead(aspect, of, state);
  }
}
