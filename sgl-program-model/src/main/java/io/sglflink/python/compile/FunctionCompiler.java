package io.sglflink.python.compile;

import io.sglflink.program.ArgumentRef;
import io.sglflink.program.Function;
import io.sglflink.program.LetNode;
import io.sglflink.program.LocalRef;
import io.sglflink.program.Node;
import io.sglflink.program.Parameter;
import io.sglflink.python.PythonProblem;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Compiles one function for a state. */
final class FunctionCompiler {

  /**
   * A function, and what is known of it beside its nodes.
   *
   * @param calls the functions that it starts
   * @param places where its nodes stand, by identity
   */
  record Compiled(
      Function function,
      Syntax definition,
      Set<String> calls,
      IdentityHashMap<Node, Syntax> places) {}

  private final Scope module;
  private final List<PythonProblem> problems;

  FunctionCompiler(Scope module, List<PythonProblem> problems) {
    this.module = module;
    this.problems = problems;
  }

  /** The function, or null when its signature is none. */
  Compiled compile(String name, Syntax definition) {
    IdentityHashMap<Node, Syntax> places = new IdentityHashMap<>();
    Frame frame = new Frame(module, places, problems);
    Syntax body = definition.get("body");
    Scope scope = Scope.function(module, body, frame);
    Block block = Block.root(frame, scope);
    try {
      Expressions expressions = new Expressions();
      List<Signatures.Declared> declared = Signatures.of(definition);
      if (declared.isEmpty()) {
        throw new RefusedException(
            definition,
            "the function "
                + name
                + " needs the state as its first parameter: def "
                + name
                + "(s, …)");
      }
      frame.reserve(Mentions.names(definition).map(Syntax::text).toList());
      Block constants = Block.root(frame, module).perhaps();
      List<Parameter> parameters = Signatures.parameters(definition, expressions, constants);
      bind(declared, body, scope, block);
      new Statements(expressions).all(Helpers.statements(definition), block);
      Function function = new Function(name, parameters, block.nodes());
      return new Compiled(function, definition, frame.calls(), places);
    } catch (RefusedException e) {
      frame.refuse(e);
      return null;
    }
  }

  private static void bind(
      List<Signatures.Declared> declared, Syntax body, Scope scope, Block block) {
    Signatures.Declared state = declared.get(0);
    Set<String> assigned = Mentions.assigned(body);
    scope.put(state.name(), new Binding.One(new Handle(block.level(), null)));
    for (Signatures.Declared each : declared.subList(1, declared.size())) {
      String name = each.name();
      if (assigned.contains(name)) {
        block.add(new LetNode(name, new ArgumentRef(name)), each.at());
        scope.put(name, new Binding.Value(new LocalRef(name)));
      } else {
        scope.put(name, new Binding.Value(new ArgumentRef(name)));
      }
    }
  }
}
