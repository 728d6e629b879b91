package io.sglflink.python.compile;

import static io.sglflink.program.Expression.operation;

import io.sglflink.program.Expression;
import io.sglflink.program.JoinNode;
import io.sglflink.program.LetNode;
import io.sglflink.program.LocalRef;
import io.sglflink.program.Operator;
import io.sglflink.program.SetNode;
import io.sglflink.program.StateRef;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.List;
import java.util.Map;

/** Compiles calls that do something: methods of states, functions of the file, append. */
final class StateCalls {

  private final Statements statements;
  private final Expressions expressions;
  private final Appends appends;

  StateCalls(Statements statements, Expressions expressions, Appends appends) {
    this.statements = statements;
    this.expressions = expressions;
    this.appends = appends;
  }

  /** Whether it is an assignment of what a function of the file gives, which is then compiled. */
  boolean assign(Syntax left, Syntax right, Block block) {
    if (!right.is("call")) {
      return false;
    }
    Binding callee = expressions.calls().callee(right, block);
    if (callee instanceof Binding.SglFunction) {
      if (!left.is("identifier")) {
        throw new RefusedException(left, "the state of a call gets a plain name: r = f(…)");
      }
      compile(right, left, block);
      return true;
    }
    if (callee instanceof Binding.Helper helper && left.is("identifier") && !isExpression(helper)) {
      inlined(right, helper, left, block);
      return true;
    }
    return false;
  }

  private static boolean isExpression(Binding.Helper helper) {
    List<Syntax> body = Helpers.statements(helper.definition());
    return body.size() == 1 && body.get(0).is("return_statement");
  }

  /** A call; {@code left} gets what it gives, or is null. */
  void compile(Syntax call, Syntax left, Block block) {
    Binding callee = expressions.calls().callee(call, block);
    if (callee instanceof Binding.SglFunction function) {
      started(call, function, left, block);
      return;
    }
    if (callee instanceof Binding.Helper helper) {
      inlined(call, helper, null, block);
      return;
    }
    if (callee instanceof Binding.Primitive primitive) {
      throw new RefusedException(
          call,
          "sgl."
              + primitive.name()
              + " does nothing by itself: append it, s += sgl."
              + primitive.name()
              + "(…)");
    }
    Syntax function = call.get("function");
    if (function.is("attribute")) {
      method(call, function.get("object"), function.get("attribute").text(), block);
    } else {
      throw new RefusedException(call, Hints.ofCall(function.text()));
    }
  }

  private void started(Syntax call, Binding.SglFunction function, Syntax left, Block block) {
    String name = left == null ? null : block.scope().local(left.text());
    block.add(expressions.calls().start(call, function, name, block), call);
    if (left != null) {
      Handle state = new Handle(block.level(), new StateRef(name, null));
      block.scope().put(left.text(), new Binding.One(state));
    }
  }

  private void inlined(Syntax call, Binding.Helper helper, Syntax left, Block block) {
    List<Syntax> body = Helpers.statements(helper.definition());
    boolean returns = !body.isEmpty() && body.get(body.size() - 1).is("return_statement");
    List<Syntax> first = returns ? body.subList(0, body.size() - 1) : body;
    new Helpers(expressions)
        .inline(
            call,
            helper,
            block,
            inner -> {
              statements.all(first, inner);
              List<Syntax> value = returns ? body.get(body.size() - 1).parts() : List.of();
              if (left != null && value.isEmpty()) {
                throw new RefusedException(
                    call,
                    "the function "
                        + helper.name()
                        + " returns nothing at its end: call it without an assignment");
              }
              Binding state = left == null ? null : state(value.get(0), inner);
              if (state != null) {
                block.scope().put(left.text(), state);
              } else if (left != null) {
                Expression result = expressions.compile(value.get(0), inner);
                block.add(new LetNode(block.scope().declare(left.text()), result), call);
              }
            });
  }

  /** The state, or the states of a fork, that an expression names; or null. */
  private Binding state(Syntax node, Block block) {
    Binding.Group group = expressions.states().group(node, block);
    Handle state = group == null ? expressions.states().one(node, block) : null;
    return state == null ? group : new Binding.One(state);
  }

  private void method(Syntax call, Syntax object, String name, Block block) {
    Binding.Group group = expressions.states().group(object, block);
    if (group != null) {
      join(call, group, name, block);
      return;
    }
    Handle state = expressions.states().one(object, block);
    if (state != null) {
      ofState(call, state, name, block);
      return;
    }
    if (!Mentions.CHANGING.contains(name)) {
      throw new RefusedException(call, Hints.ofCall(object.text() + "." + name));
    }
    Expression list = expressions.compile(object, block);
    if (!(list instanceof LocalRef local)) {
      throw new RefusedException(
          call, name + " is known of a list with a name of its own: x = […], then x.append(v)");
    }
    Syntax item = Arguments.positions(call, 1, 1, name).get(0);
    if (state(item, block) != null) {
      throw new RefusedException(
          item,
          "states stand in no lists: go on with each one in the loop over the states that it is"
              + " forked from, nested forks included, and put what is read of it into the list");
    }
    Expression value = expressions.compile(item, block);
    Expression one = name.equals("extend") ? value : Expression.list(List.of(value));
    block.add(new LetNode(local.name(), operation(Operator.ADD, list, one)), call);
  }

  private void join(Syntax call, Binding.Group group, String name, Block block) {
    if (!name.equals("join")) {
      throw new RefusedException(
          call,
          "the states of a fork have no "
              + name
              + " together: there is join(), += and a loop over them");
    }
    if (group.level() != block.level()) {
      throw new RefusedException(
          call, "the states are joined where they are forked: move join there");
    }
    Syntax mode = Arguments.bind(call, List.of("mode"), "join").get("mode");
    String label = mode == null ? "gather_variable" : Values.text(expressions.compile(mode, block));
    for (JoinNode.Mode each : JoinNode.Mode.values()) {
      if (each.label().equals(label)) {
        block.add(new JoinNode(group.name(), each), call);
        return;
      }
    }
    throw new RefusedException(
        call, "the mode of join is " + label + ": take gather_variable or concate_and_append");
  }

  private void ofState(Syntax call, Handle state, String name, Block block) {
    switch (name) {
      case "sync", "end", "stream_executor" -> {}
      case "set_var" -> {
        Map<String, Syntax> arguments = Arguments.bind(call, List.of("name", "value"), "set_var");
        if (arguments.size() != 2) {
          throw new RefusedException(call, "set_var needs a name and a value: give both");
        }
        statements.on(
            state,
            call,
            block,
            inner ->
                inner.add(
                    new SetNode(
                        expressions.compile(arguments.get("name"), inner),
                        expressions.compile(arguments.get("value"), inner)),
                    call));
      }
      case "system_begin",
          "user_begin",
          "assistant_begin",
          "system_end",
          "user_end",
          "assistant_end" -> {
        Arguments.positions(call, 0, 0, name);
        statements.on(state, call, block, inner -> appends.mark(call, name, inner));
      }
      case "system", "user", "assistant", "var_scope", "copy" ->
          throw new RefusedException(call, name + "() is for with: with s." + name + "(…):");
      case "fork" ->
          throw new RefusedException(call, "the states of a fork need a name: forks = s.fork(n)");
      default ->
          throw new RefusedException(
              call,
              "a state has no "
                  + name
                  + " here: it has user(), system(), assistant(), var_scope(), fork(), copy(), set_var() and sync()");
    }
  }
}
