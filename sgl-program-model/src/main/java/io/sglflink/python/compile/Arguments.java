package io.sglflink.python.compile;

import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of a call by the names of the parameters. */
final class Arguments {

  private Arguments() {}

  /**
   * Gives the arguments names.
   *
   * @param what the function, for messages
   * @throws RefusedException for arguments that the function does not take
   */
  static Map<String, Syntax> bind(Syntax call, List<String> parameters, String what) {
    Map<String, Syntax> bound = new LinkedHashMap<>();
    int position = 0;
    for (Syntax argument : list(call)) {
      if (argument.is("keyword_argument")) {
        String name = argument.get("name").text();
        if (!parameters.contains(name)) {
          throw new RefusedException(
              argument,
              what
                  + " has no parameter "
                  + name
                  + (parameters.isEmpty() ? "" : ": it has " + String.join(", ", parameters)));
        }
        put(bound, name, argument.get("value"), what);
      } else if (position < parameters.size()) {
        put(bound, parameters.get(position++), argument, what);
      } else {
        throw new RefusedException(
            argument,
            what + " takes " + parameters.size() + " arguments at most: remove the others");
      }
    }
    return bound;
  }

  private static void put(Map<String, Syntax> bound, String name, Syntax value, String what) {
    if (bound.put(name, value) != null) {
      throw new RefusedException(
          value, "the parameter " + name + " of " + what + " is given twice: remove one");
    }
  }

  /** The arguments as they stand. */
  static List<Syntax> list(Syntax call) {
    Syntax arguments = call.get("arguments");
    if (arguments.is("generator_expression")) {
      return List.of(arguments);
    }
    List<Syntax> list = new ArrayList<>();
    for (Syntax argument : arguments.parts()) {
      if (argument.is("list_splat") || argument.is("dictionary_splat")) {
        throw new RefusedException(
            argument, "arguments with * or ** are known only in a run: write each one");
      }
      list.add(argument);
    }
    return list;
  }

  /** Arguments by position alone. */
  static List<Syntax> positions(Syntax call, int least, int most, String what) {
    List<Syntax> list = list(call);
    for (Syntax argument : list) {
      if (argument.is("keyword_argument")) {
        throw new RefusedException(
            argument,
            what
                + " takes no argument by the name "
                + argument.get("name").text()
                + " here: give it by position");
      }
    }
    if (list.size() < least || list.size() > most) {
      throw new RefusedException(
          call,
          what
              + " takes "
              + (least == most ? "" + least : least + " to " + most)
              + " arguments here, not "
              + list.size());
    }
    return list;
  }
}
