package io.sglflink.python.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.python.PythonProblem;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names that a file defines, and its functions; also those that stand in a function, as in
 * SGLang's benchmarks, which may use constants of the function around them.
 */
final class ModuleNames {

  private static final List<String> PRIMITIVES =
      List.of(
          "function",
          "gen",
          "gen_int",
          "gen_string",
          "select",
          "image",
          "video",
          "system",
          "user",
          "assistant",
          "system_begin",
          "system_end",
          "user_begin",
          "user_end",
          "assistant_begin",
          "assistant_end",
          "separate_reasoning",
          "greedy_token_selection",
          "token_length_normalized",
          "unconditional_likelihood_normalized");

  /** Statements whose blocks have the names of what is around them. */
  private static final Set<String> BLOCKS =
      Set.of(
          "if_statement",
          "elif_clause",
          "else_clause",
          "for_statement",
          "while_statement",
          "with_statement",
          "try_statement",
          "block");

  private final Scope scope;
  private final Map<String, Definition> functions;
  private final List<PythonProblem> problems;
  private final Set<String> assigned = new HashSet<>();

  /**
   * A function for a state.
   *
   * @param scope the names around it
   */
  record Definition(Syntax function, Scope scope) {}

  ModuleNames(Syntax module, List<PythonProblem> problems) {
    this(Scope.module(), new LinkedHashMap<>(), problems);
    scope.put("sgl", new Binding.Module("sglang"));
    define(module);
  }

  private ModuleNames(
      Scope scope, Map<String, Definition> functions, List<PythonProblem> problems) {
    this.scope = scope;
    this.functions = functions;
    this.problems = problems;
  }

  private void define(Syntax block) {
    List<Syntax> statements = statements(block).toList();
    statements.forEach(this::imported);
    statements.forEach(this::defined);
    statements.stream().filter(each -> each.is("expression_statement")).forEach(this::constants);
    statements.stream().filter(each -> each.is("function_definition")).forEach(this::enclosing);
  }

  private static Stream<Syntax> statements(Syntax block) {
    return block.parts().stream()
        .flatMap(each -> BLOCKS.contains(each.type()) ? statements(each) : Stream.of(each));
  }

  /** Looks into a function that may have functions for a state in it. */
  private void enclosing(Syntax function) {
    ModuleNames inner = new ModuleNames(scope.enclosed(), functions, problems);
    String name = function.get("name").text();
    Mentions.names(function.get("parameters"))
        .forEach(
            parameter ->
                inner.unknown(parameter.text(), "is not known before " + name + " is called"));
    inner.define(function.get("body"));
  }

  /** The functions for a state, in the file's order. */
  Map<String, Definition> functions() {
    return functions;
  }

  private void imported(Syntax statement) {
    if (statement.is("import_statement")) {
      statement.all("name").forEach(this::module);
    } else if (statement.is("import_from_statement")) {
      String module = statement.get("module_name").text();
      boolean sglang = module.equals("sglang") || module.startsWith("sglang.");
      boolean all = statement.parts().stream().anyMatch(part -> part.is("wildcard_import"));
      if (all && sglang) {
        PRIMITIVES.forEach(name -> scope.put(name, new Binding.Primitive(name)));
      }
      statement.all("name").forEach(name -> imported(name, sglang));
    }
  }

  private void module(Syntax name) {
    boolean aliased = name.is("aliased_import");
    String module = aliased ? name.get("name").text() : name.text();
    String as = aliased ? name.get("alias").text() : module.split("\\.", 2)[0];
    scope.put(as, new Binding.Module(module));
  }

  private void imported(Syntax name, boolean sglang) {
    boolean aliased = name.is("aliased_import");
    String what = aliased ? name.get("name").text() : name.text();
    String as = aliased ? name.get("alias").text() : what;
    scope.put(
        as,
        sglang
            ? new Binding.Primitive(what)
            : new Binding.Unknown(
                "is imported, and imported code does not run on the model: pass its result as an"
                    + " argument"));
  }

  private void defined(Syntax statement) {
    Syntax definition =
        statement.is("decorated_definition") ? statement.get("definition") : statement;
    if (definition.is("class_definition")) {
      scope.put(
          definition.get("name").text(),
          new Binding.Unknown("is a class: programs have texts, numbers, lists and dicts"));
      return;
    }
    if (!definition.is("function_definition")) {
      return;
    }
    String name = definition.get("name").text();
    if (statement.parts().stream().anyMatch(this::isFunction)) {
      program(name, definition);
    } else {
      scope.put(
          name,
          statement == definition
              ? new Binding.Helper(name, definition)
              : new Binding.Unknown("has a decorator that does not run on the model: remove it"));
    }
  }

  private void program(String name, Syntax definition) {
    if (definition.children().get(0).is("async")) {
      problem(
          definition, "an async function is no program: leave async out, steps wait by themselves");
    } else if (functions.put(name, new Definition(definition, scope)) != null) {
      problem(definition, "the function " + name + " is defined twice: rename one");
    }
    scope.put(name, new Binding.SglFunction(name, definition));
  }

  private boolean isFunction(Syntax decorator) {
    if (!decorator.is("decorator")) {
      return false;
    }
    Syntax what =
        decorator.part(0).is("call") ? decorator.part(0).get("function") : decorator.part(0);
    if (what.is("attribute")) {
      return what.get("attribute").text().equals("function")
          && what.get("object").is("identifier")
          && scope.get(what.get("object").text()) instanceof Binding.Module module
          && module.name().equals("sglang");
    }
    return what.is("identifier")
        && scope.get(what.text()) instanceof Binding.Primitive primitive
        && primitive.name().equals("function");
  }

  private void problem(Syntax at, String message) {
    problems.add(new PythonProblem(at.line(), at.column(), message));
  }

  private void constants(Syntax statement) {
    Syntax assignment = statement.part(0);
    if (!assignment.is("assignment")
        || !assignment.get("left").is("identifier")
        || assignment.get("right") == null) {
      Mentions.assigned(statement).forEach(name -> unknown(name, "is no constant of the file"));
      return;
    }
    String name = assignment.get("left").text();
    if (!assigned.add(name)) {
      unknown(name, "is assigned more than once in the file, so that it is no constant");
      return;
    }
    Frame frame = new Frame(scope, new IdentityHashMap<>(), new ArrayList<>());
    Block block = Block.root(frame, scope).perhaps();
    Expressions expressions = new Expressions();
    try {
      JsonNode dumped = expressions.calls().dumped(assignment.get("right"), block);
      JsonNode value = dumped == null ? expressions.constant(assignment.get("right"), block) : null;
      if (dumped != null) {
        scope.put(name, new Binding.Dumped(dumped));
      } else if (value == null) {
        unknown(name, "is no constant of the file");
      } else {
        scope.put(name, new Binding.Value(Values.of(value)));
      }
    } catch (RefusedException e) {
      unknown(
          name,
          "is no constant of the file (line " + e.problem().line() + ": " + e.getMessage() + ")");
    }
  }

  private void unknown(String name, String why) {
    scope.put(name, new Binding.Unknown(why + ": make it a parameter, or write its value"));
  }
}
