package io.sglflink.python.compile;

import io.sglflink.program.Expression;
import io.sglflink.program.LocalRef;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Plain functions of the file: their bodies take the places of their calls. */
final class Helpers {

  private final Expressions expressions;

  Helpers(Expressions expressions) {
    this.expressions = expressions;
  }

  /** The value of a call, of a helper that is one return. */
  Expression value(Syntax call, Binding.Helper helper, Block block) {
    List<Expression> values = new ArrayList<>();
    returned(call, helper, block, (value, inner) -> values.add(expressions.compile(value, inner)));
    return values.get(0);
  }

  /** Hands over what a helper returns that does nothing else. */
  void returned(Syntax call, Binding.Helper helper, Block block, BiConsumer<Syntax, Block> use) {
    List<Syntax> body = statements(helper.definition());
    Syntax last = body.isEmpty() ? null : body.get(body.size() - 1);
    if (body.size() != 1 || !last.is("return_statement") || last.parts().isEmpty()) {
      throw new RefusedException(
          call,
          "the function "
              + helper.name()
              + " is more than one return: call it in a statement of its own, x = "
              + helper.name()
              + "(…)");
    }
    inline(call, helper, block, inner -> use.accept(last.part(0), inner));
  }

  /** The statements without the docstring. */
  static List<Syntax> statements(Syntax definition) {
    List<Syntax> statements = definition.get("body").parts();
    boolean doc =
        !statements.isEmpty()
            && statements.get(0).is("expression_statement")
            && statements.get(0).parts().size() == 1
            && Texts.isString(statements.get(0).part(0));
    return doc ? statements.subList(1, statements.size()) : statements;
  }

  /** Evaluates the arguments, and compiles what is in the helper with its names. */
  void inline(Syntax call, Binding.Helper helper, Block block, Consumer<Block> body) {
    Syntax definition = helper.definition();
    Scope scope = Scope.helper(block.frame().module(), definition.get("body"), block.frame());
    List<Signatures.Declared> declared = Signatures.of(definition);
    Map<String, Syntax> arguments =
        Arguments.bind(
            call, declared.stream().map(Signatures.Declared::name).toList(), helper.name());
    Scope module = block.frame().module();
    for (Signatures.Declared parameter : declared) {
      Syntax argument = arguments.get(parameter.name());
      Syntax value = argument == null ? parameter.defaultValue() : argument;
      if (value == null) {
        throw new RefusedException(
            call, "the function " + helper.name() + " needs " + parameter.name() + ": give it");
      }
      bind(parameter.name(), value, argument == null ? block.within(module) : block, block, scope);
    }
    block.frame().enter(helper.name(), call);
    try {
      body.accept(block.within(scope));
    } finally {
      block.frame().leave();
    }
  }

  private void bind(String name, Syntax value, Block seen, Block block, Scope scope) {
    Handle state = expressions.states().one(value, seen);
    Binding.Group group = expressions.states().group(value, seen);
    boolean assigned = Mentions.assigned(scope.body()).contains(name);
    if (state != null || group != null) {
      scope.put(name, state == null ? group : new Binding.One(state));
      return;
    }
    if (Mentions.appendedTo(scope.body(), name) && value.is("identifier")) {
      throw Aliases.refused(value, "the function appends to the list of its caller");
    }
    Expression compiled = expressions.compile(value, seen);
    boolean direct =
        Values.simple(compiled)
            || (Mentions.count(scope.body(), name) <= 1
                && (scope.body().parts().size() == 1 || !Reads.ofState(compiled)));
    if (direct && !assigned) {
      scope.put(name, new Binding.Value(compiled));
    } else {
      LocalRef held = block.hold(name, compiled, value);
      scope.rename(name, held.name());
      scope.put(name, new Binding.Value(held));
    }
  }
}
