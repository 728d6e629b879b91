package io.sglflink.program.validate;

import io.sglflink.program.ArgumentRef;
import io.sglflink.program.Expression;
import io.sglflink.program.ForNode;
import io.sglflink.program.GenNode;
import io.sglflink.program.Literal;
import io.sglflink.program.LocalRef;
import io.sglflink.program.Node;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import io.sglflink.program.SelectNode;
import io.sglflink.program.VariableRef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names that a program may refer to at the node that the walk has reached.
 *
 * <p>A variable may be read where some path to the node writes it: the branches of an if do not
 * hear of each other, what follows them hears of all, and in a loop an earlier iteration may have
 * written whatever the body writes.
 */
final class Scope {

  private final Problems problems;
  private final Set<String> parameters;
  private final Set<String> writtenAnywhere;
  private final Set<String> written = new HashSet<>();
  private final Deque<Branches> branches = new ArrayDeque<>();
  private final Deque<String> items = new ArrayDeque<>();

  Scope(Program program, Problems problems) {
    this.problems = problems;
    this.parameters =
        program.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
    this.writtenAnywhere = variablesOf(program.body());
  }

  /** Checks the name of a variable that a node at {@code pointer} writes; null is none. */
  void variable(String name, String pointer) {
    if (name == null) {
      return;
    }
    String at = JsonPointers.child(pointer, "name");
    TextRules.name("variable", name, at, problems);
    if (parameters.contains(name)) {
      problems.add(
          at,
          ProblemCode.VARIABLE_SHADOWS_PARAMETER,
          "variable \"" + name + "\" has the name of a parameter: rename one of them");
    }
  }

  /** From here on the variable may be read; null is none. */
  void write(String name) {
    if (name != null && written.add(name) && !branches.isEmpty()) {
      branches.peek().open().add(name);
    }
  }

  /** Checks the name of a loop's item. */
  void item(String name, String at) {
    TextRules.name("item", name, at, problems);
    if (items.contains(name)) {
      problems.add(
          at,
          ProblemCode.DUPLICATE_ITEM,
          "item \"" + name + "\" has the name of the item of a loop around it: rename one of them");
    }
  }

  void beginLoop(ForNode loop) {
    if (items.isEmpty()) {
      variablesOf(loop.body()).forEach(this::write);
    }
    items.push(loop.item());
  }

  void endLoop() {
    items.pop();
  }

  void beginBranches() {
    branches.push(new Branches(new HashSet<>(), new HashSet<>()));
  }

  /** Ends a branch: what it wrote is not known in the next one. */
  void endBranch() {
    Branches current = branches.element();
    written.removeAll(current.open());
    current.ended().addAll(current.open());
    current.open().clear();
  }

  void endBranches() {
    branches.pop().ended().forEach(this::write);
  }

  void read(ArgumentRef argument, String pointer) {
    if (!parameters.contains(argument.name())) {
      problems.add(
          pointer,
          ProblemCode.UNKNOWN_ARGUMENT,
          "the program has no parameter \"" + argument.name() + "\": declare it under parameters");
    }
  }

  void read(VariableRef variable, String pointer) {
    String name = variable.name();
    if (written.contains(name)) {
      return;
    }
    if (writtenAnywhere.contains(name)) {
      problems.add(
          pointer,
          ProblemCode.VARIABLE_READ_BEFORE_WRITTEN,
          "variable \""
              + name
              + "\" is read before any node can have written it: move the node that writes it up");
    } else {
      problems.add(
          pointer,
          ProblemCode.UNKNOWN_VARIABLE,
          "no node writes variable \"" + name + "\"" + hint(name, ": name a gen or select so"));
    }
  }

  void read(LocalRef local, String pointer) {
    if (!items.contains(local.name())) {
      problems.add(
          pointer,
          ProblemCode.UNKNOWN_LOCAL,
          "no loop around this has an item \""
              + local.name()
              + "\""
              + hint(local.name(), ": name the item of a for so"));
    }
  }

  private String hint(String name, String otherwise) {
    if (parameters.contains(name)) {
      return ", but there is a parameter of that name: refer to it with arg";
    }
    if (items.contains(name)) {
      return ", but there is a loop's item of that name: refer to it with local";
    }
    return writtenAnywhere.contains(name)
        ? ", but there is a variable of that name: refer to it with var"
        : otherwise;
  }

  private static Set<String> variablesOf(List<Node> body) {
    Set<String> names = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>(body);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof GenNode gen) {
        name(gen.name(), names);
      } else if (node instanceof SelectNode select) {
        name(select.name(), names);
      }
      open.addAll(node.children());
    }
    return names;
  }

  private static void name(Expression name, Set<String> names) {
    if (name instanceof Literal literal) {
      names.add(literal.value().textValue());
    }
  }

  /**
   * An if that the walk is in.
   *
   * @param open variables that the branch under the walk added to those that may be read
   * @param ended variables that the branches before it added
   */
  private record Branches(Set<String> open, Set<String> ended) {}
}
