package io.sglflink.python.compile;

import static io.sglflink.program.Expression.operation;

import io.sglflink.program.Expression;
import io.sglflink.program.ListExpression;
import io.sglflink.program.Literal;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import io.sglflink.python.syntax.Literals;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/** Compiles strings, f-strings and what formats like them. */
final class Texts {

  private final Expressions expressions;

  Texts(Expressions expressions) {
    this.expressions = expressions;
  }

  static boolean isString(Syntax node) {
    return node.is("string") || node.is("concatenated_string");
  }

  /** The string as one value. */
  Expression value(Syntax node, Block block) {
    return value(parts(node, block), interpolated(node));
  }

  private static boolean interpolated(Syntax node) {
    return node.walk().anyMatch(each -> each.is("interpolation"));
  }

  /** Parts one behind the other as one value. */
  static Expression value(List<Expression> parts, boolean interpolated) {
    if (parts.isEmpty()) {
      return Literal.of("");
    }
    return interpolated ? new Operation(Operator.CONCAT, parts) : parts.get(0);
  }

  /** The string's pieces: texts, and what is in the braces. */
  List<Expression> parts(Syntax node, Block block) {
    List<Expression> parts = new ArrayList<>();
    for (Literals.Piece piece : Literals.pieces(node)) {
      parts.add(
          piece.text() == null
              ? interpolation(piece.interpolation(), block)
              : Literal.of(piece.text()));
    }
    return parts;
  }

  private Expression interpolation(Syntax node, Block block) {
    if (node.children().stream().anyMatch(child -> child.is("="))) {
      throw new RefusedException(node, "{x=} is for debugging: write x={x}");
    }
    Syntax inner = node.part(0);
    Expression value = expressions.compile(inner, block);
    String conversion = "";
    Expression spec = null;
    for (Syntax part : node.parts()) {
      if (part.is("type_conversion")) {
        conversion = part.text();
      } else if (part.is("format_specifier")) {
        spec = spec(part, block);
      }
    }
    return formatted(value, conversion, spec);
  }

  /** The value as braces write it. */
  static Expression formatted(Expression value, String conversion, Expression spec) {
    Expression converted =
        switch (conversion) {
          case "!r", "!a" -> repr(value);
          case "!s" -> operation(Operator.STR, value);
          default -> spec == null && Values.noText(value) ? operation(Operator.STR, value) : value;
        };
    return spec == null ? converted : operation(Operator.FORMAT, converted, spec);
  }

  /** Python's {@code repr}: how a list writes its items. */
  static Expression repr(Expression value) {
    Expression list = operation(Operator.STR, new ListExpression(List.of(value)));
    return operation(Operator.SLICE, list, Literal.of(1), Literal.of(-1));
  }

  private Expression spec(Syntax node, Block block) {
    List<Expression> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    String source = node.text();
    int from = 1;
    for (Syntax part : node.parts()) {
      if (part.is("format_expression") || part.is("interpolation")) {
        text.append(source, from, part.start() - node.start());
        from = part.end() - node.start();
        if (text.length() > 0) {
          parts.add(Literal.of(text.toString()));
          text.setLength(0);
        }
        parts.add(expressions.compile(part.part(0), block));
      }
    }
    text.append(source.substring(from));
    if (text.length() > 0) {
      parts.add(Literal.of(text.toString()));
    }
    return parts.size() == 1 && from == 1
        ? parts.get(0)
        : parts.isEmpty() ? null : new Operation(Operator.CONCAT, parts);
  }

  /** {@code "…" % x}. */
  Expression percent(Syntax node, Block block) {
    Syntax right = node.get("right");
    while (right.is("parenthesized_expression")) {
      right = right.part(0);
    }
    List<Syntax> arguments = right.is("tuple") ? right.parts() : List.of(right);
    if (right.is("dictionary")) {
      throw new RefusedException(node, "% with a dict is not known: write an f-string");
    }
    List<Expression> values =
        arguments.stream().map(argument -> expressions.compile(argument, block)).toList();
    return filled(node, new PercentFormat(constant(node.get("left"), block)), values);
  }

  private static Expression filled(Syntax node, PercentFormat format, List<Expression> values) {
    try {
      return value(format.fill(values), true);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(node, e.getMessage());
    }
  }

  /** {@code "…".format(…)}. */
  Expression format(Syntax call, Syntax template, Block block) {
    BraceFormat format = new BraceFormat(constant(template, block));
    for (Syntax argument : Arguments.list(call)) {
      boolean keyword = argument.is("keyword_argument");
      Expression value = expressions.compile(keyword ? argument.get("value") : argument, block);
      format.argument(keyword ? argument.get("name").text() : null, value);
    }
    try {
      return value(format.fill(), true);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(call, e.getMessage());
    }
  }

  private String constant(Syntax template, Block block) {
    String text = Values.text(expressions.compile(template, block));
    if (text == null) {
      throw new RefusedException(
          template, "only a constant text can be a format: write an f-string");
    }
    return text;
  }
}
