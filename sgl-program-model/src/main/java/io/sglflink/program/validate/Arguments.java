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
    String owner = "program \"" + program.name() + "\"";
    check(owner, program.parameters(), args.keySet(), "", "", problems);
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (Parameter parameter : program.parameters()) {
      JsonNode value = args.getOrDefault(parameter.name(), parameter.defaultValue());
      if (value != null) {
        values.put(parameter.name(), value);
      }
    }
    return new Binding(values, problems.list());
  }

  /**
   * Checks that every parameter without a default has an argument, and every argument a parameter.
   *
   * @param owner what the parameters are of, for messages
   * @param at where a missing argument is reported
   * @param argsAt where the arguments stand
   */
  static void check(
      String owner,
      List<Parameter> parameters,
      Set<String> args,
      String at,
      String argsAt,
      Problems problems) {
    Set<String> unknown = new LinkedHashSet<>(args);
    for (Parameter parameter : parameters) {
      String name = parameter.name();
      if (!unknown.remove(name) && parameter.isRequired()) {
        problems.add(
            at,
            ProblemCode.MISSING_ARGUMENT,
            owner + " needs argument \"" + name + "\": pass it in args");
      }
    }
    for (String name : unknown) {
      problems.add(
          JsonPointers.child(argsAt, name),
          ProblemCode.UNKNOWN_ARGUMENT,
          owner + " has no parameter \"" + name + "\": " + wayOut(parameters));
    }
  }

  private static String wayOut(List<Parameter> parameters) {
    List<String> names = parameters.stream().map(Parameter::name).toList();
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
