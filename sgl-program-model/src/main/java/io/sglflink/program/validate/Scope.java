package io.sglflink.program.validate;

import io.sglflink.program.ArgumentRef;
import io.sglflink.program.LocalRef;
import io.sglflink.program.Node;
import io.sglflink.program.Parameter;
import io.sglflink.program.VariableRef;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that the nodes of a program or function may refer to at the node that the walk has
 * reached.
 *
 * <p>Locals, states and the variables of the state at hand are those of a {@link Frame}. Among the
 * nodes of another state, which has variables from elsewhere, any variable may be read that some
 * node of the function writes. Where a variable's name is computed, any variable may be read.
 */
final class Scope {

  private final String owner;
  private final Problems problems;
  private final Set<String> parameters;
  private final Given function;
  private Frame frame;

  /**
   * @param owner what the parameters are of, for messages
   */
  Scope(String owner, List<Parameter> parameters, List<Node> body, Problems problems) {
    this.owner = owner;
    this.problems = problems;
    this.parameters = parameters.stream().map(Parameter::name).collect(Collectors.toSet());
    this.function = Given.of(body);
    this.frame = new Frame(null, function);
  }

  /** Begins the nodes of another state. */
  void beginState(List<Node> body) {
    frame = new Frame(frame, Given.of(body));
  }

  void endState() {
    frame = frame.outer();
  }

  /** Whether the walk is among the nodes of another state. */
  boolean inOtherState() {
    return frame.outer() != null;
  }

  boolean inLoop() {
    return frame.inLoop();
  }

  void beginBranches() {
    frame.beginBranches();
  }

  void endBranch() {
    frame.endBranch();
  }

  void endBranches() {
    frame.endBranches();
  }

  /**
   * Begins a loop.
   *
   * @param names of its item and index
   */
  void beginLoop(Set<String> names, List<Node> body) {
    if (!frame.inLoop()) {
      Given.of(body).names().forEach(frame::give);
    }
    names.forEach(this::giveLocal);
    frame.beginLoop(names);
  }

  void endLoop() {
    frame.endLoop();
  }

  /** Checks the name of a variable that a node writes. */
  void variable(String name, String at) {
    TextRules.name("variable", name, at, problems);
  }

  /** Checks the name of a loop's item or index. */
  void ofLoop(String thing, String name, String at) {
    TextRules.name(thing, name, at, problems);
    if (frame.isOfLoop(name)) {
      problems.add(
          at,
          ProblemCode.DUPLICATE_ITEM,
          thing
              + " \""
              + name
              + "\" has the name of the item or index of a loop around it: rename one of them");
    }
  }

  /** From here on the variables that the node writes may be read. */
  void write(Node node) {
    Given.written(node).forEach(name -> frame.give(Name.variable(name)));
  }

  /** From here on the local may be read. */
  void giveLocal(String name) {
    frame.give(Name.local(name));
  }

  /** From here on the state may be used. */
  void giveState(String name) {
    frame.give(Name.state(name));
  }

  /** From here on the variables that other states wrote may be read. */
  void gather() {
    frame.give(Name.GATHERED);
  }

  void read(ArgumentRef argument, String pointer) {
    if (!parameters.contains(argument.name())) {
      problems.add(
          pointer,
          ProblemCode.UNKNOWN_ARGUMENT,
          owner + " has no parameter \"" + argument.name() + "\": declare it under parameters");
    }
  }

  void read(VariableRef variable, String pointer) {
    String name = variable.name();
    boolean own = function.names().contains(Name.variable(name));
    boolean ofOthers = function.variablesOfOthers().contains(name);
    if (function.anyVariable()
        || (inOtherState() && (own || ofOthers))
        || frame.knows(Name.variable(name))
        || (ofOthers && frame.knows(Name.GATHERED))) {
      return;
    }
    if (own) {
      problems.add(
          pointer,
          ProblemCode.VARIABLE_READ_BEFORE_WRITTEN,
          "variable \""
              + name
              + "\" is read before any node can have written it: move the node that writes it up");
    } else if (ofOthers) {
      problems.add(
          pointer,
          ProblemCode.VARIABLE_READ_BEFORE_WRITTEN,
          "variable \""
              + name
              + "\" is written in other states only: join them before, or name the state with read");
    } else {
      problems.add(
          pointer,
          ProblemCode.UNKNOWN_VARIABLE,
          "no node writes variable \"" + name + "\"" + hint(name, ": name a gen or select so"));
    }
  }

  void read(LocalRef local, String pointer) {
    Name name = Name.local(local.name());
    if (frame.knows(name)) {
      return;
    }
    problems.add(
        pointer,
        ProblemCode.UNKNOWN_LOCAL,
        frame.hasAnywhere(name)
            ? "local \""
                + name.text()
                + "\" is read before any node can have set it: move the node that sets it up"
            : "no node sets local \""
                + name.text()
                + "\""
                + hint(name.text(), ": name a let or the item of a for so"));
  }

  /**
   * Checks the name of states that a node or an expression uses, and says what may have made them;
   * nothing where that is not known.
   *
   * @param pointer to the node or the expression
   */
  Set<Given.Maker> states(String state, String pointer) {
    Name name = Name.state(state);
    if (frame.knows(name)) {
      return frame.given().makers(name.text());
    }
    String at = JsonPointers.child(pointer, "state");
    String quoted = "\"" + name.text() + "\"";
    if (frame.hasAnywhere(name)) {
      problems.add(
          at,
          ProblemCode.UNKNOWN_STATE,
          "state " + quoted + " is used before any node can have made it: move that node up");
    } else if (Stream.iterate(frame.outer(), outer -> outer != null, Frame::outer)
        .anyMatch(outer -> outer.hasAnywhere(name))) {
      problems.add(
          at,
          ProblemCode.UNKNOWN_STATE,
          "state "
              + quoted
              + " is not seen from another state's nodes: read it before, and use let");
    } else {
      problems.add(
          at,
          ProblemCode.UNKNOWN_STATE,
          "no node makes state " + quoted + ": name a fork, a copy or a call so");
    }
    return Set.of();
  }

  private String hint(String name, String otherwise) {
    if (parameters.contains(name)) {
      return ", but there is a parameter of that name: refer to it with arg";
    }
    if (frame.knows(Name.local(name))) {
      return ", but there is a local of that name: refer to it with local";
    }
    return function.names().contains(Name.variable(name))
        ? ", but there is a variable of that name: refer to it with var"
        : otherwise;
  }
}
