package io.sglflink.python.compile;

import static io.sglflink.program.Expression.operation;

import io.sglflink.program.Expression;
import io.sglflink.program.LetNode;
import io.sglflink.program.Literal;
import io.sglflink.program.LocalRef;
import io.sglflink.program.Operator;
import io.sglflink.program.SetNode;
import io.sglflink.program.StateRef;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles assignments, {@code +=} and calls that are statements. */
final class Assignments {

  private static final Map<String, Operator> AUGMENTED =
      Map.of(
          "+=", Operator.ADD,
          "-=", Operator.SUB,
          "*=", Operator.MUL,
          "/=", Operator.DIV,
          "//=", Operator.FLOORDIV,
          "%=", Operator.MOD,
          "**=", Operator.POW);

  private final Statements statements;
  private final Expressions expressions;
  private final Appends appends;
  private final Forks forks;
  private final StateCalls stateCalls;

  Assignments(Statements statements, Expressions expressions) {
    this.statements = statements;
    this.expressions = expressions;
    this.appends = new Appends(expressions);
    this.forks = new Forks(expressions);
    this.stateCalls = new StateCalls(statements, expressions, appends);
  }

  void compile(Syntax node, Block block) {
    Syntax right = node.get("right");
    if (node.is("augmented_assignment")) {
      augmented(node, node.get("left"), right, block);
    } else if (right == null) {
      return; // an annotation without a value
    } else if (right.is("assignment")) {
      compile(right, block);
      assign(node, node.get("left"), right.get("left"), block);
    } else {
      assign(node, node.get("left"), right, block);
    }
  }

  /** A call that is a statement. */
  void call(Syntax call, Block block) {
    stateCalls.compile(call, null, block);
  }

  private void assign(Syntax node, Syntax left, Syntax right, Block block) {
    if (forks.assign(left, right, block) || stateCalls.assign(left, right, block)) {
      return;
    }
    switch (left.type()) {
      case "identifier" -> name(node, left, right, block);
      case "subscript" -> item(node, left, right, block);
      case "pattern_list", "tuple_pattern", "list_pattern" -> unpack(node, left, right, block);
      default ->
          throw new RefusedException(
              left,
              "only names and variables of states are assigned to: copy the value into a name");
    }
  }

  private void name(Syntax node, Syntax left, Syntax right, Block block) {
    String name = left.text();
    Binding.Found found = expressions.calls().search(right, block);
    if (found != null) {
      search(node, left, found, block);
      return;
    }
    Handle state = expressions.states().one(right, block);
    if (state != null) {
      Aliases.checkState(left, block);
      Aliases.checkAgain(left, right, block);
      alias(left, state, block);
      return;
    }
    Aliases.checkList(left, right, block);
    if (expressions.states().group(right, block) != null) {
      Aliases.checkState(left, block);
      Aliases.checkAgain(left, right, block);
      block.scope().put(name, expressions.states().group(right, block));
      return;
    }
    Expression value = expressions.compile(right, block);
    block.add(new LetNode(local(left, block), value), node);
  }

  /** A name of a state that is not looked up again when its index changes. */
  private static void alias(Syntax left, Handle state, Block block) {
    StateRef ref = state.ref();
    boolean fixed = ref == null || ref.at() == null || ref.at() instanceof Literal;
    Handle kept =
        fixed
            ? state
            : new Handle(
                state.level(),
                new StateRef(ref.name(), block.hold(left.text() + "_index", ref.at(), left)));
    block.scope().put(left.text(), new Binding.One(kept));
  }

  private static void search(Syntax node, Syntax left, Binding.Found found, Block block) {
    String name = left.text();
    long assigned =
        block
            .scope()
            .body()
            .walk()
            .filter(each -> each.is("assignment") && each.get("left").isName(name))
            .count();
    if (assigned != 1) {
      throw new RefusedException(
          node,
          "the name "
              + name
              + " is assigned a match and something else: use another name for each");
    }
    Expression text = found.text();
    if (!Values.simple(text) || text instanceof LocalRef) {
      String held = block.scope().local(name);
      block.add(new LetNode(held, text), node);
      text = new LocalRef(held);
    }
    block.scope().put(name, new Binding.Found(found.pattern(), text));
  }

  private static String local(Syntax left, Block block) {
    Binding before = block.scope().get(left.text());
    if (before instanceof Binding.One || before instanceof Binding.Group) {
      throw new RefusedException(
          left, "the name " + left.text() + " is a state and becomes a value: use another name");
    }
    return block.scope().declare(left.text());
  }

  private void item(Syntax node, Syntax left, Syntax right, Block block) {
    Syntax index = left.all("subscript").findFirst().orElseThrow();
    Handle state = expressions.states().one(left.get("value"), block);
    if (state == null) {
      throw new RefusedException(
          left,
          "items of lists and dicts are not assigned to: make a new one, x = x[:i] + [v] + x[i + 1:]");
    }
    statements.on(
        state,
        node,
        block,
        inner -> {
          Expression name = expressions.compile(index, inner);
          inner.add(new SetNode(name, expressions.compile(right, inner)), node);
        });
  }

  private void unpack(Syntax node, Syntax left, Syntax right, Block block) {
    List<Syntax> targets = left.parts();
    boolean each =
        (right.is("expression_list") || right.is("tuple") || right.is("list"))
            && right.parts().size() == targets.size();
    if (each) {
      List<Expression> values =
          right.parts().stream().map(value -> expressions.compile(value, block)).toList();
      boolean crossed = values.stream().anyMatch(value -> !Values.locals(value).isEmpty());
      for (int i = 0; i < targets.size(); i++) {
        Expression value = values.get(i);
        boolean hold = crossed && i > 0 && !(value instanceof Literal);
        if (hold) {
          values = replaced(values, i, block.hold("value", value, node));
        }
      }
      for (int i = 0; i < targets.size(); i++) {
        block.add(new LetNode(local(plain(targets.get(i)), block), values.get(i)), node);
      }
      return;
    }
    Expression list = expressions.compile(right, block);
    Expression held = Values.simple(list) ? list : block.hold("values", list, node);
    for (int i = 0; i < targets.size(); i++) {
      block.add(
          new LetNode(local(plain(targets.get(i)), block), Expression.get(held, Literal.of(i))),
          node);
    }
  }

  private static List<Expression> replaced(List<Expression> values, int at, Expression value) {
    List<Expression> copy = new ArrayList<>(values);
    copy.set(at, value);
    return copy;
  }

  private static Syntax plain(Syntax target) {
    if (!target.is("identifier")) {
      throw new RefusedException(
          target, "only plain names are unpacked to: assign to others in statements of their own");
    }
    return target;
  }

  private void augmented(Syntax node, Syntax left, Syntax right, Block block) {
    String operator = node.get("operator").text();
    Handle state = expressions.states().one(left, block);
    Binding.Group group = expressions.states().group(left, block);
    if ((state != null || group != null) && !operator.equals("+=")) {
      throw new RefusedException(node, "a state takes += only: s += …");
    }
    if (state != null) {
      statements.on(state, node, block, inner -> appends.append(right, inner));
    } else if (group != null) {
      new ForkAppends(statements, expressions, appends).append(group, node, right, block);
    } else if (AUGMENTED.get(operator) == null) {
      throw new RefusedException(
          node, "the operator " + operator + " is not known: programs have += -= *= /= //= %= **=");
    } else if (left.is("identifier")) {
      Expression before = expressions.compile(left, block);
      Expression value = expressions.compile(right, block);
      block.add(
          new LetNode(local(left, block), operation(AUGMENTED.get(operator), before, value)), node);
    } else {
      variable(node, left, AUGMENTED.get(operator), right, block);
    }
  }

  private void variable(Syntax node, Syntax left, Operator operator, Syntax right, Block block) {
    Handle state = left.is("subscript") ? expressions.states().one(left.get("value"), block) : null;
    if (state == null) {
      throw new RefusedException(
          left, "only names and variables of states are assigned to: copy the value into a name");
    }
    Syntax index = left.all("subscript").findFirst().orElseThrow();
    statements.on(
        state,
        node,
        block,
        inner -> {
          Expression sum =
              operation(
                  operator, expressions.compile(left, inner), expressions.compile(right, inner));
          inner.add(new SetNode(expressions.compile(index, inner), sum), node);
        });
  }
}
