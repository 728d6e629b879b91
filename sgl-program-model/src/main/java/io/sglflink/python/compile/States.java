package io.sglflink.python.compile;

import io.sglflink.program.Expression;
import io.sglflink.program.LetNode;
import io.sglflink.program.Literal;
import io.sglflink.program.LocalRef;
import io.sglflink.program.Operator;
import io.sglflink.program.StateRead;
import io.sglflink.program.StateRead.Aspect;
import io.sglflink.program.StateRef;
import io.sglflink.program.VariableRef;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;

/** States that expressions name, and what is read of them. */
final class States {

  private final Expressions expressions;

  States(Expressions expressions) {
    this.expressions = expressions;
  }

  /** The state that the expression names, or null. */
  Handle one(Syntax node, Block block) {
    if (node.is("parenthesized_expression")) {
      return one(node.part(0), block);
    }
    if (node.is("identifier")) {
      return block.scope().get(node.text()) instanceof Binding.One one ? one.handle() : null;
    }
    if (node.is("subscript") && group(node.get("value"), block) != null) {
      Binding.Group group = group(node.get("value"), block);
      Syntax index = node.all("subscript").findFirst().orElseThrow();
      if (index.is("slice")) {
        throw new RefusedException(
            node, "a part of a fork's states is no list: go over the states by index");
      }
      Block seen = seen(new Handle(group.level(), new StateRef(group.name(), null)), block, node);
      Block place = seen.level() == block.level() ? block : seen.within(block.scope()).perhaps();
      return new Handle(
          group.level(), new StateRef(group.name(), expressions.compile(index, place)));
    }
    return node.is("call") ? expressions.calls().startedInside(node, block) : null;
  }

  /** The states of a fork that the expression names, or null. */
  Binding.Group group(Syntax node, Block block) {
    return node.is("identifier") && block.scope().get(node.text()) instanceof Binding.Group group
        ? group
        : null;
  }

  /** What a state has; another state's than the level's is read before the level's nodes. */
  Expression read(Handle state, Aspect aspect, Syntax name, Syntax at, Block block) {
    boolean own = block.level().owns(state);
    if (own || state.level() == block.level()) {
      Expression variable = name == null ? null : expressions.compile(name, block);
      if (own && aspect == Aspect.VAR && Values.text(variable) != null) {
        return new VariableRef(Values.text(variable));
      }
      return new StateRead(aspect, variable, own ? null : state.ref());
    }
    Block seen = seen(state, block, at);
    Expression value = read(state, aspect, name, at, seen.within(block.scope()).perhaps());
    return hoist(value, seen, at, block);
  }

  /** What all states of a fork have. */
  Expression readAll(Binding.Group group, Aspect aspect, Syntax name, Syntax at, Block block) {
    Handle all = new Handle(group.level(), new StateRef(group.name(), null));
    return read(all, aspect, name, at, block);
  }

  /** The block whose nodes may name a state. */
  private static Block seen(Handle state, Block block, Syntax at) {
    for (Block each = block; each != null; each = each.level().outer()) {
      if (each.level() == state.level() || each.level().owns(state)) {
        return each;
      }
    }
    throw new RefusedException(
        at,
        "a state is used away from the statements that made it: use it where it is made, or fork"
            + " it from s");
  }

  /** A value that is read before the nodes are given to their state. */
  private static Expression hoist(Expression value, Block seen, Syntax at, Block block) {
    String known = block.level().hoisted(value);
    if (known != null) {
      return new LocalRef(known);
    }
    boolean conditional = false;
    for (Block each = block; each.level() != seen.level(); each = each.level().outer()) {
      each.level().check(value, at);
      conditional |= each.conditional();
    }
    String local = block.frame().fresh(name(value));
    seen.add(new LetNode(local, conditional ? guarded(value) : value), at);
    block.level().hoist(value, local);
    return new LocalRef(local);
  }

  private static String name(Expression value) {
    if (value instanceof VariableRef variable) {
      return identifier(variable.name());
    }
    String name = value instanceof StateRead read ? Values.text(read.name()) : null;
    return name == null ? "value" : identifier(name);
  }

  /** What is perhaps not needed must not fail where it is not there. */
  private static Expression guarded(Expression value) {
    if (value instanceof VariableRef variable) {
      StateRead has = new StateRead(Aspect.HAS, Literal.of(variable.name()), null);
      return Expression.operation(Operator.IF, has, value, Literal.ofNull());
    }
    if (value instanceof StateRead read && read.aspect() == Aspect.VAR) {
      StateRead has = new StateRead(Aspect.HAS, read.name(), read.state());
      return Expression.operation(Operator.IF, has, value, Literal.ofNull());
    }
    return value;
  }

  static String identifier(String text) {
    String letters =
        text.codePoints()
            .limit(40)
            .collect(
                StringBuilder::new,
                (to, c) -> to.appendCodePoint(Character.isLetterOrDigit(c) ? c : '_'),
                StringBuilder::append)
            .toString();
    return letters.isEmpty() || !Character.isLetter(letters.codePointAt(0)) ? "value" : letters;
  }
}
