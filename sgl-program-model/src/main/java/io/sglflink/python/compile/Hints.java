package io.sglflink.python.compile;

import io.sglflink.python.syntax.Syntax;
import java.util.Map;

/** What to do instead of Python that is no part of programs. */
final class Hints {

  private static final Map<String, String> EXPRESSIONS =
      Map.ofEntries(
          Map.entry(
              "lambda",
              "a lambda is known as what forks += adds: write an expression, or a function of the file"),
          Map.entry(
              "named_expression",
              "an assignment in an expression is not known: assign in a statement before"),
          Map.entry(
              "await", "await is not known: a program waits by itself where it reads a value"),
          Map.entry("yield", "yield is not known: a program's output is streamed by itself"),
          Map.entry("set", "a set is not known: write a list"),
          Map.entry("set_comprehension", "a set is not known: write a list"),
          Map.entry(
              "dictionary_comprehension",
              "a dict that is computed is not known: write a list of values"),
          Map.entry(
              "generator_expression",
              "a generator is known only in join: write a list, with brackets"),
          Map.entry("list_splat", "a list with * is known only in a run: write each value"),
          Map.entry("ellipsis", "... is no value here: write None"),
          Map.entry("slice", "a slice is known only as an index: write x[a:b]"));

  private static final Map<String, String> STATEMENTS =
      Map.ofEntries(
          Map.entry(
              "delete_statement",
              "del is not known: names and variables live as long as the run, leave it out"),
          Map.entry(
              "global_statement", "global is not known: pass values as arguments and return them"),
          Map.entry(
              "nonlocal_statement",
              "nonlocal is not known: pass values as arguments and return them"),
          Map.entry(
              "try_statement",
              "try is not known: a step that fails ends the run, and its record goes to the dead letters; test values before you use them"),
          Map.entry(
              "raise_statement",
              "raise is not known: return a value that says what is wrong, or set a variable"),
          Map.entry(
              "assert_statement", "assert is not known: test with if, or check the result record"),
          Map.entry(
              "class_definition", "a class is not known in a program: use dicts and functions"),
          Map.entry(
              "function_definition",
              "a function in a function is not known: write it beside this one"),
          Map.entry(
              "decorated_definition",
              "a function in a function is not known: write it beside this one"),
          Map.entry(
              "import_statement",
              "an import in a function is not known: a program knows re and json, import them at the top"),
          Map.entry(
              "import_from_statement",
              "an import in a function is not known: a program knows re and json, import them at the top"),
          Map.entry(
              "future_import_statement", "an import in a function is not known: import at the top"),
          Map.entry(
              "type_alias_statement",
              "a type alias is not known in a program: move it out of the function"));

  private static final Map<String, String> CALLS =
      Map.ofEntries(
          Map.entry(
              "print",
              "print is I/O and does not run on the model: remove it, the result record has the variables"),
          Map.entry("input", "input is I/O and does not run on the model: make it a parameter"),
          Map.entry(
              "open",
              "open is I/O and does not run on the model: pass the file's text as an argument"),
          Map.entry(
              "eval",
              "eval runs code, and programs run none: have the value passed as an argument"),
          Map.entry("exec", "exec runs code, and programs run none: remove it"),
          Map.entry("sorted", "sorted is not known: sort before the run, or after it"),
          Map.entry("sum", "sum is not known: add in a loop"),
          Map.entry("any", "any is not known: write a loop with break, or or"),
          Map.entry("all", "all is not known: write a loop with break, or and"),
          Map.entry("map", "map is not known: write a list comprehension"),
          Map.entry("filter", "filter is not known: write a list comprehension with if"),
          Map.entry("round", "round is not known: format with f\"{x:.2f}\", or int(x + 0.5)"),
          Map.entry("isinstance", "types are not known before the run: compare values"),
          Map.entry("type", "types are not known before the run: compare values"),
          Map.entry("reversed", "reversed is not known: write x[::-1]"),
          Map.entry("dict", "dict() is not known: write {\"name\": value}"),
          Map.entry("set", "a set is not known: write a list"),
          Map.entry("enumerate", "enumerate is known only in the head of a for"),
          Map.entry("zip", "zip is known only in the head of a for"));

  private Hints() {}

  static String ofExpression(Syntax node) {
    return EXPRESSIONS.getOrDefault(
        node.type(),
        "a "
            + node.type().replace('_', ' ')
            + " is not known in an expression: write it with operators, methods and functions that programs have");
  }

  static String ofStatement(Syntax node) {
    return STATEMENTS.getOrDefault(
        node.type(),
        "a "
            + node.type().replace('_', ' ')
            + " is not known in a program: use if, for, while, match, with and assignments");
  }

  static String ofCall(String name) {
    return CALLS.getOrDefault(
        name,
        "the function "
            + name
            + " does not run on the model: pass its result as an argument, make it a function of this file, or split the program where it is called");
  }
}
