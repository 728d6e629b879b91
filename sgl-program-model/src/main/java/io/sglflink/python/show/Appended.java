package io.sglflink.python.show;

import io.sglflink.program.Expression;
import io.sglflink.program.GenNode;
import io.sglflink.program.ImageNode;
import io.sglflink.program.Literal;
import io.sglflink.program.Node;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import io.sglflink.program.SelectNode;
import io.sglflink.program.TextNode;
import java.util.List;
import java.util.stream.Stream;

/** Writes what {@code +=} appends. */
final class Appended {

  private final ExpressionPrinter expressions;
  private final GenPrinter gens;

  Appended(ExpressionPrinter expressions) {
    this.expressions = expressions;
    this.gens = new GenPrinter(expressions);
  }

  /** What {@code +=} appends for the node, or null for a node that is no part of a sum. */
  String of(Node node) {
    if (node instanceof TextNode text) {
      return text(text.parts());
    }
    if (node instanceof GenNode gen) {
      return gens.gen(gen);
    }
    if (node instanceof SelectNode select) {
      return gens.select(select);
    }
    return node instanceof ImageNode image
        ? "sgl.image(" + expressions.print(image.source()) + ")"
        : null;
  }

  private String text(List<Expression> parts) {
    List<Expression> flat = parts(parts.stream().flatMap(Appended::flat).toList());
    boolean sum =
        flat.size() == 1
            && flat.get(0) instanceof Operation operation
            && (operation.operator() == Operator.ADD || operation.operator() == Operator.FORMAT);
    return flat.size() == 1 && !sum
        ? expressions.print(flat.get(0))
        : new FStrings(expressions).value(flat);
  }

  /** Without empty texts, unless there is nothing else. */
  private static List<Expression> parts(List<Expression> flat) {
    List<Expression> parts =
        flat.stream().filter(part -> !"".equals(FStrings.literal(part))).toList();
    return parts.isEmpty() ? List.of(Literal.of("")) : parts;
  }

  private static Stream<Expression> flat(Expression part) {
    return part instanceof Operation operation && operation.operator() == Operator.CONCAT
        ? operation.operands().stream().flatMap(Appended::flat)
        : Stream.of(part);
  }
}
