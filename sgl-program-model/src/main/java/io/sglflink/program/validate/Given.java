package io.sglflink.program.validate;

import io.sglflink.program.CallNode;
import io.sglflink.program.CopyNode;
import io.sglflink.program.Expression;
import io.sglflink.program.ForNode;
import io.sglflink.program.ForkNode;
import io.sglflink.program.GenNode;
import io.sglflink.program.JoinNode;
import io.sglflink.program.LetNode;
import io.sglflink.program.Literal;
import io.sglflink.program.Node;
import io.sglflink.program.OnNode;
import io.sglflink.program.ScopeNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.SetNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a list of nodes gives names to, wherever they stand in it. What other states do, in the
 * bodies of forks and ons, counts for their variables only.
 */
final class Given {

  private final Set<Name> names = new HashSet<>();
  private final Set<String> variablesOfOthers = new HashSet<>();
  private final Map<String, Set<Maker>> makers = new HashMap<>();
  private boolean anyVariable;

  private Given() {}

  static Given of(List<Node> body) {
    Given given = new Given();
    Deque<Node> own = new ArrayDeque<>(body);
    Deque<Node> others = new ArrayDeque<>();
    while (!own.isEmpty()) {
      Node node = own.pop();
      given.own(node);
      Deque<Node> open = node instanceof ForkNode || node instanceof OnNode ? others : own;
      open.addAll(node.children());
    }
    while (!others.isEmpty()) {
      Node node = others.pop();
      given.variablesOfOthers.addAll(given.variables(node));
      others.addAll(node.children());
    }
    return given;
  }

  /** The names that the state at hand gets. */
  Set<Name> names() {
    return names;
  }

  /** Variables that other states get. */
  Set<String> variablesOfOthers() {
    return variablesOfOthers;
  }

  /** What makes the states of a name; empty where nothing does. */
  Set<Maker> makers(String state) {
    return makers.getOrDefault(state, Set.of());
  }

  /** Whether there is a variable whose name is computed in the run: it may be any. */
  boolean anyVariable() {
    return anyVariable;
  }

  /** The variables that a node writes, as far as their names are known. */
  static List<String> written(Node node) {
    if (node instanceof GenNode gen) {
      String name = text(gen.name());
      return name == null || gen.reasoning() == null
          ? one(name)
          : List.of(name, name + "_reasoning_content");
    }
    return one(text(nameOf(node)));
  }

  private void own(Node node) {
    variables(node).forEach(name -> names.add(Name.variable(name)));
    if (node instanceof LetNode let) {
      names.add(Name.local(let.name()));
    } else if (node instanceof ForNode loop) {
      names.add(Name.local(loop.item()));
      if (loop.index() != null) {
        names.add(Name.local(loop.index()));
      }
    } else if (node instanceof ForkNode fork) {
      state(fork.name(), Maker.FORK);
    } else if (node instanceof CopyNode copy) {
      state(copy.name(), Maker.COPY);
      names.add(Name.GATHERED);
    } else if (node instanceof CallNode call && call.state() != null) {
      state(call.state(), Maker.CALL);
    } else if (node instanceof JoinNode join && join.mode() == JoinNode.Mode.GATHER_VARIABLE) {
      names.add(Name.GATHERED);
    }
  }

  private List<String> variables(Node node) {
    Expression name = node instanceof GenNode gen ? gen.name() : nameOf(node);
    anyVariable |= name != null && !(name instanceof Literal);
    return written(node);
  }

  private void state(String name, Maker maker) {
    names.add(Name.state(name));
    makers.computeIfAbsent(name, unseen -> EnumSet.noneOf(Maker.class)).add(maker);
  }

  private static Expression nameOf(Node node) {
    if (node instanceof SelectNode select) {
      return select.name();
    }
    if (node instanceof SetNode set) {
      return set.name();
    }
    return node instanceof ScopeNode scope ? scope.name() : null;
  }

  private static List<String> one(String name) {
    return name == null ? List.of() : List.of(name);
  }

  private static String text(Expression name) {
    return name instanceof Literal literal ? literal.value().textValue() : null;
  }

  /** A node that makes states. */
  enum Maker {
    FORK,
    COPY,
    CALL
  }
}
