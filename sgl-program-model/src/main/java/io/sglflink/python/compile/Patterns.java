package io.sglflink.python.compile;

import static io.sglflink.program.Expression.operation;

import io.sglflink.program.Expression;
import io.sglflink.program.Literal;
import io.sglflink.program.Operator;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.List;
import java.util.Map;

/** Calls of {@code re}. */
final class Patterns {

  private static final Map<String, String> FLAGS =
      Map.of("I", "i", "IGNORECASE", "i", "S", "s", "DOTALL", "s", "M", "m", "MULTILINE", "m");

  private final Expressions expressions;

  Patterns(Expressions expressions) {
    this.expressions = expressions;
  }

  /**
   * The whole match of a call of {@code re.search} and its like, or null for another expression.
   */
  Expression found(Syntax node, Block block) {
    Binding.Found search = search(node, block);
    return search == null ? null : operation(Operator.SEARCH, search.pattern(), search.text());
  }

  /** A group of {@code re.search(…).group(…)}, or null for a group of something else. */
  Expression group(Syntax call, Syntax object, Block block) {
    Binding.Found search = search(object, block);
    if (search == null) {
      return null;
    }
    List<Syntax> arguments = Arguments.positions(call, 0, 1, "group");
    if (arguments.isEmpty()) {
      return operation(Operator.SEARCH, search.pattern(), search.text());
    }
    Expression group = expressions.compile(arguments.get(0), block);
    return group.equals(Literal.of(0))
        ? operation(Operator.SEARCH, search.pattern(), search.text())
        : operation(Operator.SEARCH, search.pattern(), search.text(), group);
  }

  /** What a call of {@code re} looks for, or a name that stands for one; or null. */
  Binding.Found search(Syntax node, Block block) {
    if (node.is("parenthesized_expression")) {
      return search(node.part(0), block);
    }
    if (node.is("identifier") && block.scope().get(node.text()) instanceof Binding.Found found) {
      return found;
    }
    if (!node.is("call") || !node.get("function").is("attribute")) {
      return null;
    }
    Syntax function = node.get("function");
    Syntax object = function.get("object");
    boolean re =
        object.is("identifier")
            && block.scope().get(object.text()) instanceof Binding.Module module
            && module.name().equals("re");
    String name = function.get("attribute").text();
    if (!re || !List.of("search", "match", "fullmatch").contains(name)) {
      return null;
    }
    Map<String, Syntax> arguments =
        Arguments.bind(node, List.of("pattern", "string", "flags"), "re." + name);
    if (!arguments.containsKey("pattern") || !arguments.containsKey("string")) {
      throw new RefusedException(node, "re." + name + " needs a pattern and a text: give both");
    }
    Expression pattern = expressions.compile(arguments.get("pattern"), block);
    String before = flags(arguments.get("flags"), block) + (name.equals("search") ? "" : "\\A(?:");
    String after = name.equals("search") ? "" : name.equals("match") ? ")" : ")\\z";
    return new Binding.Found(
        around(before, pattern, after), expressions.compile(arguments.get("string"), block));
  }

  private static Expression around(String before, Expression pattern, String after) {
    if (before.isEmpty() && after.isEmpty()) {
      return pattern;
    }
    String text = Values.text(pattern);
    if (text != null) {
      return Literal.of(before + text + after);
    }
    return after.isEmpty()
        ? operation(Operator.CONCAT, Literal.of(before), pattern)
        : operation(Operator.CONCAT, Literal.of(before), pattern, Literal.of(after));
  }

  private static String flags(Syntax flags, Block block) {
    if (flags == null) {
      return "";
    }
    if (flags.is("binary_operator") && flags.get("operator").text().equals("|")) {
      return flags(flags.get("left"), block) + flags(flags.get("right"), block);
    }
    String letter = flags.is("attribute") ? FLAGS.get(flags.get("attribute").text()) : null;
    if (letter == null) {
      throw new RefusedException(
          flags,
          "only the flags re.I, re.S and re.M are known: write others into the pattern, (?i)");
    }
    return "(?" + letter + ")";
  }
}
