package io.sglflink.python.show;

import io.sglflink.program.Expression;
import io.sglflink.program.Literal;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import java.util.ArrayList;
import java.util.List;

/** Writes texts of several parts. */
final class FStrings {

  private final ExpressionPrinter expressions;

  FStrings(ExpressionPrinter expressions) {
    this.expressions = expressions;
  }

  /** The parts as one string, an f-string where each part can stand in one. */
  String value(List<Expression> parts) {
    StringBuilder text = new StringBuilder();
    boolean constant = true;
    for (Expression part : parts) {
      String literal = literal(part);
      if (literal != null) {
        text.append(braces(Quotes.escaped(literal, '"')));
        continue;
      }
      constant = false;
      String inner = braced(part);
      if (inner == null) {
        return formatted(parts);
      }
      text.append('{').append(inner).append('}');
    }
    return constant ? Quotes.text(joined(parts)) : "f\"" + text + "\"";
  }

  static String literal(Expression part) {
    return part instanceof Literal literal && literal.value().isTextual()
        ? literal.value().textValue()
        : null;
  }

  private static String joined(List<Expression> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(literal(part)));
    return text.toString();
  }

  private static String braces(String text) {
    return text.replace("{", "{{").replace("}", "}}");
  }

  /** What stands in the braces; null where older Pythons could not read it. */
  private String braced(Expression part) {
    Expression value = part;
    String spec = "";
    if (part instanceof Operation operation && operation.operator() == Operator.FORMAT) {
      String known = literal(operation.operands().get(1));
      if (known != null && !known.isEmpty() && known.chars().allMatch(FStrings::isPlainInSpec)) {
        value = operation.operands().get(0);
        spec = ":" + known;
      }
    }
    String code = single(expressions.print(value, Code.OR));
    boolean plain =
        code != null && code.chars().noneMatch(c -> "\"\\\n#{}!".indexOf(c) >= 0 || c < ' ');
    return plain ? code + spec : null;
  }

  private static boolean isPlainInSpec(int c) {
    return c >= ' ' && c < 127 && "\"\\{}!'".indexOf(c) < 0;
  }

  /** The source with single quotes around its texts; null where a text has one. */
  private static String single(String code) {
    return code.indexOf('\'') >= 0 || code.contains("\"\"\"") ? null : code.replace('"', '\'');
  }

  /** The same by {@code str.format}, which reads anything. */
  private String formatted(List<Expression> parts) {
    StringBuilder text = new StringBuilder();
    List<String> arguments = new ArrayList<>();
    for (Expression part : parts) {
      String literal = literal(part);
      if (literal != null) {
        text.append(braces(literal));
      } else {
        text.append("{}");
        arguments.add(expressions.print(part));
      }
    }
    return Quotes.text(text.toString()) + ".format(" + String.join(", ", arguments) + ")";
  }
}
