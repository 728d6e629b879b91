package io.sglflink.program.validate;

import io.sglflink.program.ArgumentRef;
import io.sglflink.program.GenNode;
import io.sglflink.program.Node;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import io.sglflink.program.RoleNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.TextNode;
import io.sglflink.program.VariableRef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The names that a program may refer to at the node that the walk has reached. */
final class Scope {

  private final Problems problems;
  private final Set<String> parameters;
  private final Set<String> writtenAnywhere;
  private final Set<String> writtenSoFar = new HashSet<>();

  Scope(Program program, Problems problems) {
    this.problems = problems;
    this.parameters =
        program.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
    this.writtenAnywhere = Writers.names(program);
  }

  /** A node at {@code pointer} writes {@code name}; null writes nothing. */
  void write(String name, String pointer) {
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
    writtenSoFar.add(name);
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
    if (writtenSoFar.contains(name)) {
      return;
    }
    if (writtenAnywhere.contains(name)) {
      problems.add(
          pointer,
          ProblemCode.VARIABLE_READ_BEFORE_WRITTEN,
          "variable \""
              + name
              + "\" is read before it is written: move the node that writes it up");
    } else {
      problems.add(
          pointer,
          ProblemCode.UNKNOWN_VARIABLE,
          "no node writes variable \""
              + name
              + (parameters.contains(name)
                  ? "\", but there is a parameter of that name: refer to it with arg"
                  : "\": name a gen or select so"));
    }
  }

  /** Collects the variables that a program writes. */
  private static final class Writers implements Node.Visitor<Void> {

    private final Set<String> names = new HashSet<>();
    private final Deque<Node> nodes = new ArrayDeque<>();

    static Set<String> names(Program program) {
      Writers writers = new Writers();
      writers.nodes.addAll(program.body());
      while (!writers.nodes.isEmpty()) {
        writers.nodes.poll().accept(writers);
      }
      return writers.names;
    }

    @Override
    public Void text(TextNode node) {
      return null;
    }

    @Override
    public Void gen(GenNode node) {
      names.add(node.name());
      return null;
    }

    @Override
    public Void select(SelectNode node) {
      names.add(node.name());
      return null;
    }

    @Override
    public Void role(RoleNode node) {
      nodes.addAll(node.body());
      return null;
    }
  }
}
