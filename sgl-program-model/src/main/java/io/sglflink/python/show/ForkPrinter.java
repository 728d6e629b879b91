package io.sglflink.python.show;

import io.sglflink.program.ArgumentRef;
import io.sglflink.program.Expression;
import io.sglflink.program.ForkNode;
import io.sglflink.program.Literal;
import io.sglflink.program.LocalRef;
import io.sglflink.program.Node;
import io.sglflink.program.OnNode;
import io.sglflink.program.StateRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes forks, and what is given to their states. */
final class ForkPrinter {

  private final NodePrinter nodes;
  private final Lines lines;
  private final Names names;
  private final Uses uses;
  private final Map<String, Boolean> forks = new HashMap<>();

  ForkPrinter(NodePrinter nodes, Lines lines, Names names, Uses uses) {
    this.nodes = nodes;
    this.lines = lines;
    this.names = names;
    this.uses = uses;
  }

  /** Whether the name was last given to a fork's states. */
  boolean isFork(String state) {
    return forks.getOrDefault(state, true);
  }

  /** The name is that of one state from here on. */
  void single(String state) {
    forks.put(state, false);
  }

  void fork(ForkNode node) {
    ExpressionPrinter expressions = nodes.expressions();
    forks.put(node.name(), true);
    String list = node.in() == null ? null : held(node.in());
    String count = list == null ? expressions.print(node.count()) : "len(" + list + ")";
    String name = names.state(node.name());
    lines.add(name + " = " + expressions.own() + ".fork(" + count + ")");
    if (node.body().isEmpty()) {
      return;
    }
    Names.Saved saved = enter(node.body(), node.item());
    String state;
    if (node.item() == null) {
      state = names.fresh("f");
      lines.add("for " + state + " in " + name + ":");
    } else {
      String index = list == null ? names.local(node.item()) : names.fresh("index");
      lines.add("for " + index + " in range(len(" + name + ")):");
      state = name + "[" + index + "]";
      if (list != null) {
        lines.add("    " + names.local(node.item()) + " = " + list + "[" + index + "]");
      }
    }
    lines.in();
    given(state, node.body(), true);
    lines.out();
    names.leave(saved);
  }

  /** A list that is named twice. */
  private String held(Expression list) {
    String code = nodes.expressions().print(list);
    boolean simple = list instanceof ArgumentRef || list instanceof LocalRef;
    if (simple) {
      return code;
    }
    String name = names.fresh("items");
    lines.add(name + " = " + code);
    return name;
  }

  void on(OnNode node) {
    if (node.body().isEmpty()) {
      return;
    }
    StateRef state = node.state();
    boolean all = state.at() == null && isFork(state.name());
    String code = names.state(state.name());
    if (!all && state.at() != null) {
      code += "[" + index(state.at()) + "]";
    }
    Names.Saved saved = enter(node.body(), null);
    if (all) {
      String each = names.fresh("f");
      lines.add("for " + each + " in " + code + ":");
      lines.in();
      given(each, node.body(), true);
      lines.out();
    } else {
      given(code, node.body(), false);
    }
    names.leave(saved);
  }

  private String index(Expression at) {
    String code = nodes.expressions().print(at);
    boolean simple = at instanceof Literal || at instanceof ArgumentRef || at instanceof LocalRef;
    if (simple) {
      return code;
    }
    String name = names.fresh("at");
    lines.add(name + " = " + code);
    return name;
  }

  /** Names that the nodes set are theirs, where others use them, too. */
  private Names.Saved enter(List<Node> body, String item) {
    return names.enter(uses.localsOf(body, item), uses.statesOf(body));
  }

  private void given(String state, List<Node> body, boolean block) {
    String own = nodes.expressions().own();
    nodes.expressions().own(state);
    if (block) {
      nodes.body(body);
    } else {
      nodes.all(body);
    }
    nodes.expressions().own(own);
  }
}
