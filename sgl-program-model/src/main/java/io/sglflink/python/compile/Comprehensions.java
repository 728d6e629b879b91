package io.sglflink.python.compile;

import static io.sglflink.program.Expression.operation;

import io.sglflink.program.Expression;
import io.sglflink.program.IfNode;
import io.sglflink.program.LetNode;
import io.sglflink.program.LocalRef;
import io.sglflink.program.Operator;
import io.sglflink.program.StateRead;
import io.sglflink.program.StateRef;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.List;

/** List comprehensions: a loop before the expression, or a read of all states of a fork. */
final class Comprehensions {

  private final Expressions expressions;

  Comprehensions(Expressions expressions) {
    this.expressions = expressions;
  }

  Expression list(Syntax node, Block block) {
    Expression all = ofAllStates(node, block);
    if (all != null) {
      return all;
    }
    LocalRef list = block.hold("items", Expression.list(List.of()), node);
    List<Syntax> parts = node.parts();
    clauses(
        parts.get(0), parts.subList(1, parts.size()), list, block.within(block.scope().inner()));
    return list;
  }

  private void clauses(Syntax item, List<Syntax> clauses, LocalRef list, Block block) {
    if (clauses.isEmpty()) {
      Expression one = Expression.list(List.of(expressions.compile(item, block)));
      block.prepare(new LetNode(list.name(), operation(Operator.ADD, list, one)), item);
      return;
    }
    Syntax clause = clauses.get(0);
    List<Syntax> rest = clauses.subList(1, clauses.size());
    if (clause.is("if_clause")) {
      Block inner = block.inner();
      Expression when = expressions.compile(clause.part(0), block);
      clauses(item, rest, list, inner);
      block.prepare(new IfNode(List.of(new IfNode.Branch(when, inner.nodes())), List.of()), clause);
    } else if (clause.get("right") == null || clause.children().get(0).is("async")) {
      throw new RefusedException(clause, "async is not known: leave it out");
    } else {
      new Loops(expressions)
          .loop(
              clause.get("left"),
              clause.get("right"),
              clause,
              block,
              inner -> clauses(item, rest, list, inner));
    }
  }

  /** {@code [f["x"] for f in forks]} and its like, or null. */
  private Expression ofAllStates(Syntax node, Block block) {
    List<Syntax> parts = node.parts();
    if (parts.size() != 2 || !parts.get(1).is("for_in_clause")) {
      return null;
    }
    Syntax target = parts.get(1).get("left");
    Binding.Group group = expressions.states().group(parts.get(1).get("right"), block);
    Syntax item = parts.get(0);
    boolean reads =
        item.is("subscript")
            || item.is("call")
            || item.is("attribute")
            || item.is("comparison_operator");
    if (group == null
        || !target.is("identifier")
        || !reads
        || Mentions.count(item, target.text()) != 1) {
      return null;
    }
    Scope inner = block.scope().inner();
    Handle all = new Handle(group.level(), new StateRef(group.name(), null));
    inner.put(target.text(), new Binding.One(all));
    if (expressions.states().one(direct(item), block.within(inner)) == null) {
      return null;
    }
    Expression read = expressions.compile(item, block.within(inner));
    return read instanceof StateRead || read instanceof LocalRef ? read : null;
  }

  /** What the item is read of. */
  private static Syntax direct(Syntax item) {
    if (item.is("subscript")) {
      return item.get("value");
    }
    if (item.is("comparison_operator")) {
      return item.part(item.parts().size() - 1);
    }
    Syntax of = item.is("call") ? item.get("function") : item;
    return of.is("attribute") ? of.get("object") : item;
  }
}
