package io.sglflink.python.compile;

import io.sglflink.program.CallNode;
import io.sglflink.program.Expression;
import io.sglflink.program.ForNode;
import io.sglflink.program.ForkNode;
import io.sglflink.program.GenNode;
import io.sglflink.program.IfNode;
import io.sglflink.program.ImageNode;
import io.sglflink.program.LetNode;
import io.sglflink.program.ListExpression;
import io.sglflink.program.LocalRef;
import io.sglflink.program.MatchNode;
import io.sglflink.program.Node;
import io.sglflink.program.ObjectExpression;
import io.sglflink.program.OnNode;
import io.sglflink.program.Operation;
import io.sglflink.program.ReturnNode;
import io.sglflink.program.ScopeNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.SetNode;
import io.sglflink.program.StateRead;
import io.sglflink.program.TextNode;
import io.sglflink.program.VariableRef;
import io.sglflink.program.WhileNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What nodes read. */
public final class Reads {

  private Reads() {}

  /** Those of the node and of all in it. */
  static Set<String> of(Node node) {
    return all(node)
        .filter(LocalRef.class::isInstance)
        .map(local -> ((LocalRef) local).name())
        .collect(Collectors.toSet());
  }

  /** All expressions of the node and of the nodes in it, and what is in them. */
  public static Stream<Expression> all(Node node) {
    return Stream.concat(
        expressions(node).flatMap(Reads::inside), node.children().stream().flatMap(Reads::all));
  }

  /** The expression and all in it. */
  static Stream<Expression> inside(Expression expression) {
    Stream<Expression> inner = Stream.empty();
    if (expression instanceof ListExpression list) {
      inner = list.items().stream();
    } else if (expression instanceof ObjectExpression object) {
      inner = object.fields().values().stream();
    } else if (expression instanceof Operation operation) {
      inner = operation.operands().stream();
    } else if (expression instanceof StateRead read) {
      Expression at = read.state() == null ? null : read.state().at();
      inner = Stream.of(read.name(), at).filter(Objects::nonNull);
    }
    return Stream.concat(Stream.of(expression), inner.flatMap(Reads::inside));
  }

  /** Whether it reads a state, so that it may give something else later. */
  static boolean ofState(Expression expression) {
    return inside(expression)
        .anyMatch(each -> each instanceof StateRead || each instanceof VariableRef);
  }

  /** The expressions that stand in the node itself. */
  static Stream<Expression> expressions(Node node) {
    return found(node).stream().filter(Objects::nonNull);
  }

  private static List<Expression> found(Node node) {
    List<Expression> found = new ArrayList<>();
    if (node instanceof TextNode text) {
      found.addAll(text.parts());
    } else if (node instanceof GenNode gen) {
      found.add(gen.name());
      found.add(gen.form().choices());
      found.addAll(gen.computed().values());
    } else if (node instanceof SelectNode select) {
      found.add(select.name());
      found.add(select.choices());
    } else if (node instanceof ImageNode image) {
      found.add(image.source());
    } else if (node instanceof IfNode when) {
      when.branches().forEach(branch -> found.add(branch.when()));
    } else if (node instanceof MatchNode match) {
      found.add(match.value());
      match.cases().forEach(each -> found.addAll(each.is()));
      match.cases().forEach(each -> found.add(each.when()));
    } else if (node instanceof ForNode each) {
      found.add(each.in());
    } else if (node instanceof WhileNode loop) {
      found.add(loop.when());
    } else if (node instanceof ReturnNode end) {
      found.add(end.value());
    } else if (node instanceof LetNode let) {
      found.add(let.value());
    } else if (node instanceof SetNode set) {
      found.add(set.name());
      found.add(set.value());
    } else if (node instanceof ScopeNode scope) {
      found.add(scope.name());
    } else if (node instanceof ForkNode fork) {
      found.add(fork.count());
      found.add(fork.in());
    } else if (node instanceof OnNode on) {
      found.add(on.state().at());
    } else if (node instanceof CallNode call) {
      found.addAll(call.args().values());
    }
    return found;
  }
}
