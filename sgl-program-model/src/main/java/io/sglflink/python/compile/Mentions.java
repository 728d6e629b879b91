package io.sglflink.python.compile;

import io.sglflink.python.syntax.Syntax;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where names stand in the source. */
final class Mentions {

  private static final Set<String> COMPREHENSIONS =
      Set.of("list_comprehension", "generator_expression", "lambda");

  /** The methods that change a list. */
  static final Set<String> CHANGING = Set.of("append", "extend");

  private Mentions() {}

  /** The names that statements assign, those of comprehensions not among them. */
  static Set<String> assigned(Syntax block) {
    Set<String> names = new HashSet<>();
    collect(block, names);
    return names;
  }

  static Set<String> assigned(Collection<Syntax> statements) {
    Set<String> names = new HashSet<>();
    statements.forEach(statement -> collect(statement, names));
    return names;
  }

  private static void collect(Syntax node, Set<String> names) {
    if (COMPREHENSIONS.contains(node.type())) {
      return;
    }
    switch (node.type()) {
      case "assignment", "augmented_assignment", "for_statement" ->
          targets(node.get("left"), names);
      case "as_pattern_target" -> targets(node.part(0), names);
      case "case_pattern" -> captures(node, names);
      case "call" -> appended(node, names);
      default -> {}
    }
    node.children().forEach(child -> collect(child, names));
  }

  static void targets(Syntax target, Set<String> names) {
    switch (target.type()) {
      case "identifier" -> names.add(target.text());
      case "pattern_list", "tuple_pattern", "list_pattern" ->
          target.parts().forEach(part -> targets(part, names));
      default -> {}
    }
  }

  private static void captures(Syntax pattern, Set<String> names) {
    if (pattern.parts().size() == 1
        && pattern.part(0).is("dotted_name")
        && pattern.part(0).parts().size() == 1) {
      names.add(pattern.text());
    }
  }

  /** Whether a list of that name gets items there. */
  static boolean appendedTo(Syntax node, String name) {
    Set<String> names = new HashSet<>();
    node.walk().filter(each -> each.is("call")).forEach(call -> appended(call, names));
    return names.contains(name);
  }

  private static void appended(Syntax call, Set<String> names) {
    Syntax function = call.get("function");
    if (function.is("attribute")
        && CHANGING.contains(function.get("attribute").text())
        && function.get("object").is("identifier")) {
      names.add(function.get("object").text());
    }
  }

  /** How often the name is said. */
  static long count(Syntax node, String name) {
    return names(node).filter(each -> each.isName(name)).count();
  }

  static long count(List<Syntax> nodes, String name) {
    return nodes.stream().mapToLong(node -> count(node, name)).sum();
  }

  /** The names that are said, keywords of arguments and attributes not among them. */
  static Stream<Syntax> names(Syntax node) {
    if (node.is("identifier")) {
      return Stream.of(node);
    }
    return node.children().stream()
        .filter(child -> !(node.is("attribute") && child == node.get("attribute")))
        .filter(child -> !(node.is("keyword_argument") && child == node.get("name")))
        .flatMap(Mentions::names);
  }
}
