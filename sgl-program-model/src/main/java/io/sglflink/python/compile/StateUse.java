package io.sglflink.python.compile;

import io.sglflink.program.StateRef;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What statements do to states, told from their text before they are compiled. */
final class StateUse {

  private static final Set<String> LEAVING =
      Set.of("return_statement", "break_statement", "continue_statement");

  private final Block block;
  private final Expressions expressions;
  private final Set<Handle> touched = new HashSet<>();
  private final Map<Handle, Set<String>> read = new HashMap<>();
  private final Set<String> groups = new HashSet<>();
  private final Map<String, Handle> inner = new HashMap<>();
  private boolean leaves;

  private StateUse(Block block, Expressions expressions) {
    this.block = block;
    this.expressions = expressions;
  }

  static StateUse of(List<Syntax> statements, Block block, Expressions expressions) {
    StateUse use = new StateUse(block, expressions);
    statements.forEach(use::add);
    return use;
  }

  /** Goes on with a statement; whether it touches a state. */
  boolean add(Syntax statement) {
    Set<Handle> before = new HashSet<>(touched);
    touched.clear();
    visit(statement, 0);
    boolean touches = !touched.isEmpty();
    touched.addAll(before);
    return touches;
  }

  /** The states that get something. */
  Set<Handle> touched() {
    return touched;
  }

  /** Whether the statements end a loop or the function around them. */
  boolean leaves() {
    return leaves;
  }

  /** Whether {@code state} is read. */
  boolean reads(Handle state) {
    return read.containsKey(state);
  }

  /** Whether no other state is read. */
  boolean readsNoOther(Handle state) {
    return read.keySet().stream().allMatch(state::equals);
  }

  /** The names with which other states than {@code state} are read. */
  Set<String> namesOfOthers(Handle state) {
    Set<String> names = new HashSet<>();
    read.forEach(
        (other, used) -> {
          if (!other.equals(state)) {
            names.addAll(used);
          }
        });
    return names;
  }

  /** Whether another state of the same fork is read, which may be the same one. */
  boolean readsGroupOf(Handle state) {
    return state.ref() != null
        && (groups.contains(state.ref().name())
            || read.keySet().stream()
                .anyMatch(
                    other ->
                        other.ref() != null
                            && !other.equals(state)
                            && other.ref().name().equals(state.ref().name())));
  }

  private void visit(Syntax node, int loops) {
    switch (node.type()) {
      case "augmented_assignment" -> touch(node.get("left"));
      case "assignment" -> assignment(node);
      case "call" -> call(node);
      case "subscript" -> reads(node.get("value"), node);
      case "for_statement" -> loop(node);
      case "as_pattern" -> alias(node);
      case "comparison_operator" -> node.parts().forEach(part -> reads(part, node));
      case "for_in_clause" -> group(node.get("right"));
      default -> {}
    }
    if (LEAVING.contains(node.type()) && (loops == 0 || node.is("return_statement"))) {
      leaves = true;
    }
    boolean loop = node.is("for_statement") || node.is("while_statement");
    node.children().forEach(child -> visit(child, loop ? loops + 1 : loops));
  }

  private void assignment(Syntax node) {
    Syntax left = node.get("left");
    Syntax right = node.get("right");
    if (left.is("subscript")) {
      touch(left.get("value"));
    }
    Handle made = right == null ? null : madeFrom(right);
    if (made != null) {
      touched.add(made);
      names(left).forEach(name -> inner.put(name, made));
    } else if (left.is("identifier") && right != null && root(right) != null) {
      inner.put(left.text(), root(right));
    }
  }

  private static List<String> names(Syntax target) {
    return target.is("identifier")
        ? List.of(target.text())
        : target.parts().stream().filter(part -> part.is("identifier")).map(Syntax::text).toList();
  }

  /** The state of which {@code X.fork(…)} or {@code X.copy()} copies, or null. */
  private Handle madeFrom(Syntax node) {
    Syntax call = node.is("subscript") ? node.get("value") : node;
    if (!call.is("call") || !call.get("function").is("attribute")) {
      return null;
    }
    String name = call.get("function").get("attribute").text();
    return name.equals("fork") || name.equals("copy")
        ? root(call.get("function").get("object"))
        : null;
  }

  private void loop(Syntax node) {
    Syntax right = node.get("right");
    group(right);
    Mentions.names(right)
        .filter(name -> inner.containsKey(name.text()))
        .findFirst()
        .ifPresent(
            name ->
                names(node.get("left")).forEach(each -> inner.put(each, inner.get(name.text()))));
    Mentions.names(right).forEach(name -> forkOf(name, node));
  }

  /** A loop over a fork's states works on any of them. */
  private void forkOf(Syntax name, Syntax node) {
    Binding.Group group =
        inner.containsKey(name.text()) ? null : expressions.states().group(name, block);
    if (group != null) {
      Handle any = new Handle(group.level(), new StateRef(group.name(), null));
      names(node.get("left")).forEach(each -> inner.put(each, any));
    }
  }

  private void group(Syntax node) {
    Mentions.names(node)
        .forEach(
            name -> {
              Binding.Group group = expressions.states().group(name, block);
              if (group != null && !inner.containsKey(name.text())) {
                groups.add(group.name());
                read.computeIfAbsent(
                    new Handle(group.level(), new StateRef(group.name(), null)),
                    all -> new HashSet<>());
              }
            });
  }

  private void alias(Syntax node) {
    Handle made = madeFrom(node.part(0));
    if (made != null) {
      touched.add(made);
      names(node.parts().get(node.parts().size() - 1).part(0))
          .forEach(name -> inner.put(name, made));
    }
  }

  private void call(Syntax node) {
    Syntax function = node.get("function");
    if (function.is("attribute")) {
      String name = function.get("attribute").text();
      Handle state = root(function.get("object"));
      if (state == null) {
        joined(function.get("object"));
      } else if (Set.of("text", "messages", "get_var", "get_meta_info").contains(name)) {
        reads(function.get("object"), node);
      } else {
        touched.add(state);
      }
    }
    if (expressions.calls().callee(node, block) instanceof Binding.Helper) {
      for (Syntax argument : node.get("arguments").parts()) {
        Handle state = root(argument.is("keyword_argument") ? argument.get("value") : argument);
        if (state != null) {
          touched.add(state);
        } else {
          joined(argument);
        }
      }
    }
  }

  /** What happens to a fork as a whole happens to the state that forked. */
  private void joined(Syntax object) {
    Binding.Group group = expressions.states().group(object, block);
    if (group != null) {
      touched.add(new Handle(group.level(), null));
    }
  }

  private void touch(Syntax target) {
    Handle state = root(target);
    if (state != null) {
      touched.add(state);
    } else {
      joined(target);
    }
  }

  private void reads(Syntax target, Syntax whole) {
    Handle state = root(target);
    if (state != null) {
      Set<String> names = read.computeIfAbsent(state, each -> new HashSet<>());
      Mentions.names(whole).forEach(name -> names.add(name.text()));
    }
  }

  /** The state that the expression names, or from which it was made in these statements. */
  private Handle root(Syntax node) {
    if (node.is("parenthesized_expression")) {
      return root(node.part(0));
    }
    if (node.is("identifier") && inner.containsKey(node.text())) {
      return inner.get(node.text());
    }
    if (node.is("subscript") && root(node.get("value")) != null) {
      Syntax value = node.get("value");
      boolean made = value.is("identifier") && inner.containsKey(value.text());
      return made ? root(value) : null;
    }
    boolean known =
        node.is("identifier")
            || (node.is("subscript")
                && expressions.states().group(node.get("value"), block) != null);
    if (!known) {
      return null;
    }
    Handle state = quietly(node);
    return state != null && block.level().owns(state) ? new Handle(block.level(), null) : state;
  }

  private Handle quietly(Syntax node) {
    try {
      return expressions.states().one(node, block.perhaps());
    } catch (RefusedException e) {
      return null;
    }
  }
}
