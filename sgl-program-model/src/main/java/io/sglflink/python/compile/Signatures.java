package io.sglflink.python.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.program.Parameter;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/** The parameters of a function's definition. */
final class Signatures {

  private Signatures() {}

  /** A parameter's name, and its default or null. */
  record Declared(String name, Syntax defaultValue, Syntax at) {}

  /**
   * The parameters in order.
   *
   * @throws RefusedException for {@code *args} and {@code **kwargs}
   */
  static List<Declared> of(Syntax definition) {
    List<Declared> declared = new ArrayList<>();
    for (Syntax parameter : definition.get("parameters").parts()) {
      switch (parameter.type()) {
        case "identifier" -> declared.add(new Declared(parameter.text(), null, parameter));
        case "typed_parameter" -> {
          if (!parameter.part(0).is("identifier")) {
            throw starred(parameter);
          }
          declared.add(new Declared(parameter.part(0).text(), null, parameter));
        }
        case "default_parameter", "typed_default_parameter" ->
            declared.add(
                new Declared(parameter.get("name").text(), parameter.get("value"), parameter));
        case "keyword_separator", "positional_separator" -> {}
        default -> throw starred(parameter);
      }
    }
    return declared;
  }

  private static RefusedException starred(Syntax parameter) {
    return new RefusedException(
        parameter,
        "a parameter with * or ** takes any number of values: name each one, or take a list");
  }

  /** The parameters' names. */
  static List<String> names(Syntax definition) {
    return of(definition).stream().map(Declared::name).toList();
  }

  /** The program's parameters: all but the first, which is the state. */
  static List<Parameter> parameters(Syntax definition, Expressions expressions, Block block) {
    List<Parameter> parameters = new ArrayList<>();
    List<Declared> declared = of(definition);
    for (Declared each : declared.subList(1, declared.size())) {
      JsonNode value = null;
      if (each.defaultValue() != null) {
        value = expressions.constant(each.defaultValue(), block);
        if (value == null) {
          throw new RefusedException(
              each.defaultValue(),
              "the default of " + each.name() + " is no constant: write a literal");
        }
      }
      parameters.add(new Parameter(each.name(), value));
    }
    return parameters;
  }
}
