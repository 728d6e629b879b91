package io.sglflink.program.validate;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Matches a run's arguments with a program's parameters. */
public final class Arguments {

  private Arguments() {}

  /**
   * Binds every parameter of a valid program to the run's argument or to its default.
   *
   * @param args arguments by parameter name; any JSON value, since what a node can do with it shows
   *     when the node is evaluated
   */
  public static Binding bind(Program program, Map<String, JsonNode> args) {
    Problems problems = new Problems();
    Map<String, JsonNode> values = new LinkedHashMap<>();
    Set<String> unknown = new LinkedHashSet<>(args.keySet());
    for (Parameter parameter : program.parameters()) {
      String name = parameter.name();
      unknown.remove(name);
      JsonNode value = args.get(name);
      if (value == null) {
        value = parameter.defaultValue();
      }
      if (value == null) {
        problems.add(
            "",
            ProblemCode.MISSING_ARGUMENT,
            "program \"" + program.name() + "\" needs argument \"" + name + "\": pass it in args");
      } else {
        values.put(name, value);
      }
    }
    for (String name : unknown) {
      problems.add(
          JsonPointers.child("", name),
          ProblemCode.UNKNOWN_ARGUMENT,
          "program \""
              + program.name()
              + "\" has no parameter \""
              + name
              + "\": "
              + wayOut(program));
    }
    return new Binding(values, problems.list());
  }

  private static String wayOut(Program program) {
    List<String> names = program.parameters().stream().map(Parameter::name).toList();
    return names.isEmpty()
        ? "it takes no arguments"
        : "its parameters are " + String.join(", ", names);
  }

  /**
   * The arguments of a run.
   *
   * @param values by parameter name, in declaration order; incomplete when there are problems
   * @param problems empty when the run may start; pointers are relative to the object that holds
   *     the arguments
   */
  public record Binding(Map<String, JsonNode> values, List<Problem> problems) {

    public Binding {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(values)));
      problems = List.copyOf(problems);
    }

    /** Whether every parameter has a value and every argument a parameter. */
    public boolean valid() {
      return problems.isEmpty();
    }
  }
}
