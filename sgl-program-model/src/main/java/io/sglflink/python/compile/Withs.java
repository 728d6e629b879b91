package io.sglflink.python.compile;

import io.sglflink.program.CopyNode;
import io.sglflink.program.Expression;
import io.sglflink.program.RoleBeginNode;
import io.sglflink.program.RoleEndNode;
import io.sglflink.program.RoleNode;
import io.sglflink.program.ScopeNode;
import io.sglflink.program.StateRef;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.List;

/** Compiles {@code with}: messages, scopes of variables and copies. */
final class Withs {

  private final Statements statements;
  private final Expressions expressions;

  Withs(Statements statements, Expressions expressions) {
    this.statements = statements;
    this.expressions = expressions;
  }

  void compile(Syntax node, Block block) {
    List<Syntax> items =
        node.parts().stream()
            .filter(part -> part.is("with_clause"))
            .flatMap(clause -> clause.parts().stream())
            .toList();
    if (node.children().get(0).is("async")) {
      throw new RefusedException(node, "async is not known: leave it out");
    }
    items(node, items, block);
  }

  private void items(Syntax node, List<Syntax> items, Block block) {
    if (items.isEmpty()) {
      statements.all(node.get("body").parts(), block);
      return;
    }
    Syntax value = items.get(0).get("value");
    Syntax alias = null;
    if (value.is("as_pattern")) {
      alias = value.parts().get(value.parts().size() - 1).part(0);
      value = value.part(0);
    }
    Syntax function = value.is("call") ? value.get("function") : null;
    boolean method = function != null && function.is("attribute");
    Handle state = method ? expressions.states().one(function.get("object"), block) : null;
    if (state == null) {
      throw new RefusedException(
          value,
          "with is known of s.user(), s.system(), s.assistant(), s.var_scope() and s.copy(): write what it does without with");
    }
    String name = function.get("attribute").text();
    List<Syntax> rest = items.subList(1, items.size());
    switch (name) {
      case "system", "user", "assistant" -> {
        Arguments.positions(value, 0, 0, name);
        message(node, name, state, rest, block);
      }
      case "var_scope" -> scope(node, value, state, rest, block);
      case "copy" -> copy(node, value, state, alias, rest, block);
      default ->
          throw new RefusedException(
              value,
              "with is known of s.user(), s.system(), s.assistant(), s.var_scope() and s.copy(), not of "
                  + name);
    }
  }

  /** On another state the body may need this one: the message is then opened and closed there. */
  private void message(Syntax node, String name, Handle state, List<Syntax> rest, Block block) {
    if (block.level().owns(state)) {
      Block inner = block.straight();
      items(node, rest, inner);
      block.add(new RoleNode(Appends.role(name), inner.nodes()), node);
      return;
    }
    statements.give(
        state, node, block, inner -> inner.add(new RoleBeginNode(Appends.role(name)), node));
    items(node, rest, block);
    statements.give(
        state, node, block, inner -> inner.add(new RoleEndNode(Appends.role(name)), node));
  }

  private void scope(Syntax node, Syntax call, Handle state, List<Syntax> rest, Block block) {
    if (!block.level().owns(state)) {
      throw new RefusedException(
          call,
          "the var_scope of another state holds what is for that state only: move the rest out of it");
    }
    Syntax name = Arguments.positions(call, 1, 1, "var_scope").get(0);
    Expression variable = expressions.compile(name, block);
    Block inner = block.straight();
    items(node, rest, inner);
    block.add(new ScopeNode(variable, inner.nodes()), node);
  }

  private void copy(
      Syntax node, Syntax call, Handle state, Syntax alias, List<Syntax> rest, Block block) {
    Arguments.positions(call, 0, 0, "copy");
    if (!block.level().owns(state)) {
      throw new RefusedException(
          call,
          "the copy of another state is used beside statements for that state only: move the rest out of it");
    }
    if (alias == null || !alias.is("identifier")) {
      throw new RefusedException(call, "a copy needs a name: with s.copy() as tmp:");
    }
    Block inner = block.straight();
    String name = block.scope().local(alias.text());
    StateRef ref = new StateRef(name, null);
    inner.scope().put(alias.text(), new Binding.One(new Handle(block.level(), ref)));
    items(node, rest, inner);
    block.add(new CopyNode(name, inner.nodes()), node);
  }
}
