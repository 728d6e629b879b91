package io.sglflink.python.show;

import io.sglflink.program.ArgumentRef;
import io.sglflink.program.CallNode;
import io.sglflink.program.Function;
import io.sglflink.program.LetNode;
import io.sglflink.program.Node;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Writes a program and its functions. */
public final class ProgramPrinter {

  private final Map<String, String> functions = new LinkedHashMap<>();
  private final Map<String, Names> names = new HashMap<>();
  private final Set<String> taken =
      new HashSet<>(Set.of("sgl", "json", "re", "len", "str", "int", "float", "range", "print"));

  private ProgramPrinter() {}

  /** The source. */
  public static String print(Program program) {
    return new ProgramPrinter().source(program);
  }

  private String source(Program program) {
    Lines code = new Lines();
    Set<String> reached = new HashSet<>();
    reach(program.body(), program, reached);
    List<Function> all = new ArrayList<>(program.functions());
    all.removeIf(function -> !reached.contains(function.name()));
    all.add(new Function(program.name(), program.parameters(), program.body()));
    all.forEach(function -> name(function.name()));
    all.forEach(function -> names.put(function.name(), names(function)));
    all.forEach(function -> print(function, code));
    StringBuilder imports = new StringBuilder();
    for (String module : List.of("json", "re")) {
      boolean used =
          Stream.of(".search(", ".dumps(", ".loads(")
              .anyMatch(call -> code.text().contains(module + call));
      if (used) {
        imports.append("import ").append(module).append('\n');
      }
    }
    return (imports.length() == 0 ? "" : imports + "\n") + "import sglang as sgl\n" + code.text();
  }

  /** Functions that nothing calls are left out: nothing would call them again. */
  private static void reach(List<Node> nodes, Program program, Set<String> reached) {
    for (Node node : nodes) {
      if (node instanceof CallNode call && reached.add(call.function())) {
        program.functions().stream()
            .filter(function -> function.name().equals(call.function()))
            .forEach(function -> reach(function.body(), program, reached));
      }
      reach(node.children(), program, reached);
    }
  }

  private void name(String name) {
    String base = Names.identifier(name);
    String free = base;
    for (int i = 2; !taken.add(free); i++) {
      free = base + "_" + i;
    }
    functions.put(name, free);
  }

  /** The parameters come first: they are called from outside. */
  private Names names(Function function) {
    Names known = new Names(new HashSet<>(functions.values()));
    function.parameters().forEach(parameter -> known.parameter(parameter.name()));
    return known;
  }

  private String argument(String function, String parameter) {
    return names.get(function).parameter(parameter);
  }

  private void print(Function function, Lines lines) {
    Names names = this.names.get(function.name());
    List<String> notes = new ArrayList<>();
    String name = functions.get(function.name());
    if (!name.equals(function.name())) {
      notes.add("# The program " + Quotes.text(function.name()) + " is called " + name + " here.");
    }
    List<String> parameters = new ArrayList<>();
    for (Parameter parameter : function.parameters()) {
      String called = names.parameter(parameter.name());
      if (!called.equals(parameter.name())) {
        notes.add(
            "# The parameter " + Quotes.text(parameter.name()) + " is called " + called + " here.");
      }
      parameters.add(called + defaultOf(parameter));
    }
    String state = names.fresh("s");
    parameters.add(0, state);
    lines.add("");
    lines.add("");
    notes.forEach(lines::add);
    lines.add("@sgl.function");
    lines.add("def " + name + "(" + String.join(", ", ordered(parameters)) + "):");
    lines.in();
    List<Node> body = continued(function.body(), names);
    new NodePrinter(lines, names, state, functions::get, this::argument, new Uses(function.body()))
        .body(body);
    lines.out();
  }

  private static String defaultOf(Parameter parameter) {
    return parameter.isRequired()
        ? ""
        : "=" + ExpressionPrinter.json(parameter.defaultValue()).text();
  }

  /** Behind one with a default, others are given by name. */
  private static List<String> ordered(List<String> parameters) {
    List<String> ordered = new ArrayList<>();
    boolean defaults = false;
    boolean star = false;
    for (String parameter : parameters) {
      boolean has = parameter.contains("=");
      if (defaults && !has && !star) {
        ordered.add("*");
        star = true;
      }
      defaults |= has;
      ordered.add(parameter);
    }
    return ordered;
  }

  /** A parameter that the function assigns to begins as a local of its name. */
  private static List<Node> continued(List<Node> body, Names names) {
    int at = 0;
    Map<String, String> seen = new HashMap<>();
    while (at < body.size()
        && body.get(at) instanceof LetNode let
        && let.value() instanceof ArgumentRef argument
        && argument.name().equals(let.name())
        && Uses.sets(body, let.name()) > 1
        && Uses.reads(body, let.name()) == 1
        && seen.put(let.name(), "") == null) {
      names.continues(let.name());
      at++;
    }
    return body.subList(at, body.size());
  }
}
