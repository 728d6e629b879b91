package io.sglflink.python.compile;

import io.sglflink.program.CopyNode;
import io.sglflink.program.ForNode;
import io.sglflink.program.ForkNode;
import io.sglflink.program.IfNode;
import io.sglflink.program.MatchNode;
import io.sglflink.program.Node;
import io.sglflink.program.OnNode;
import io.sglflink.program.RoleNode;
import io.sglflink.program.ScopeNode;
import io.sglflink.program.WhileNode;
import io.sglflink.python.syntax.Syntax;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the nodes of a program stand in its source, by their JSON pointers. */
final class Places {

  private final Map<String, Syntax> places = new LinkedHashMap<>();

  /** Adds a function's nodes, and the function itself for what is wrong with its head. */
  void add(FunctionCompiler.Compiled compiled, String pointer) {
    places.put(pointer, compiled.definition());
    nodes(compiled.function().body(), pointer + "/body", compiled.places());
  }

  private void nodes(List<Node> nodes, String pointer, IdentityHashMap<Node, Syntax> known) {
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      String at = pointer + "/" + i;
      Syntax place = known.get(node);
      if (place != null) {
        places.put(at, place);
      }
      inside(node, at, known);
    }
  }

  private void inside(Node node, String at, IdentityHashMap<Node, Syntax> known) {
    if (node instanceof IfNode when) {
      for (int i = 0; i < when.branches().size(); i++) {
        nodes(when.branches().get(i).body(), at + "/branches/" + i + "/body", known);
      }
      nodes(when.otherwise(), at + "/else", known);
    } else if (node instanceof MatchNode match) {
      for (int i = 0; i < match.cases().size(); i++) {
        nodes(match.cases().get(i).body(), at + "/cases/" + i + "/body", known);
      }
      nodes(match.otherwise(), at + "/else", known);
    } else if (node instanceof RoleNode
        || node instanceof ForNode
        || node instanceof WhileNode
        || node instanceof ScopeNode
        || node instanceof ForkNode
        || node instanceof OnNode
        || node instanceof CopyNode) {
      nodes(node.children(), at + "/body", known);
    }
  }

  /** The lines of the nodes. */
  Map<String, Integer> lines() {
    Map<String, Integer> lines = new LinkedHashMap<>();
    places.forEach(
        (pointer, place) -> {
          if (pointer.contains("/body/")) {
            lines.put(pointer, place.line());
          }
        });
    return lines;
  }

  /** The place of a pointer, or of the innermost node around it. */
  Syntax at(String pointer) {
    String at = pointer;
    while (!places.containsKey(at)) {
      int slash = at.lastIndexOf('/');
      if (slash < 0) {
        return places.values().iterator().next();
      }
      at = at.substring(0, slash);
    }
    return places.get(at);
  }
}
