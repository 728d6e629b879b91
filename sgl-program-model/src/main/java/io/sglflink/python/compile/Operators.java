package io.sglflink.python.compile;

import static io.sglflink.program.Expression.operation;

import com.fasterxml.jackson.databind.node.BigIntegerNode;
import io.sglflink.program.Expression;
import io.sglflink.program.Literal;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import io.sglflink.program.StateRead.Aspect;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles Python's operators. */
final class Operators {

  /** Operands of one chain of {@code +} before it is cut into parts, which nest less deep. */
  private static final int LONGEST_CHAIN = 8;

  private static final Map<String, Operator> BINARY =
      Map.of(
          "-", Operator.SUB,
          "*", Operator.MUL,
          "/", Operator.DIV,
          "//", Operator.FLOORDIV,
          "%", Operator.MOD,
          "**", Operator.POW);
  private static final Map<String, Operator> COMPARISONS =
      Map.of(
          "==", Operator.EQ,
          "!=", Operator.NE,
          "<", Operator.LT,
          "<=", Operator.LE,
          ">", Operator.GT,
          ">=", Operator.GE,
          "is", Operator.EQ,
          "is not", Operator.NE);

  private final Expressions expressions;

  Operators(Expressions expressions) {
    this.expressions = expressions;
  }

  Expression binary(Syntax node, Block block) {
    String operator = node.get("operator").text();
    if (operator.equals("+")) {
      return sum(node, block);
    }
    Syntax left = node.get("left");
    if (operator.equals("%") && Texts.isString(left)) {
      return expressions.texts().percent(node, block);
    }
    Operator known = BINARY.get(operator);
    if (known == null) {
      throw new RefusedException(
          node, "the operator " + operator + " is not known: programs have + - * / // % **");
    }
    return operation(
        known, expressions.compile(left, block), expressions.compile(node.get("right"), block));
  }

  private Expression sum(Syntax node, Block block) {
    List<Expression> operands = new ArrayList<>();
    Syntax rest = node;
    while (isSum(rest)) {
      operands.add(0, expressions.compile(rest.get("right"), block));
      rest = rest.get("left");
    }
    operands.add(0, expressions.compile(rest, block));
    boolean text = operands.stream().anyMatch(Values::isText);
    return text ? parts(operands) : chain(operands);
  }

  private static boolean isSum(Syntax node) {
    return node.is("binary_operator") && node.get("operator").text().equals("+");
  }

  private static Expression parts(List<Expression> operands) {
    List<Expression> left = operands;
    while (left.size() > LONGEST_CHAIN) {
      List<Expression> sums = new ArrayList<>();
      for (int from = 0; from < left.size(); from += LONGEST_CHAIN) {
        sums.add(chain(left.subList(from, Math.min(from + LONGEST_CHAIN, left.size()))));
      }
      left = sums;
    }
    return chain(left);
  }

  private static Expression chain(List<Expression> operands) {
    return operands.stream()
        .reduce((left, right) -> operation(Operator.ADD, left, right))
        .orElseThrow();
  }

  Expression unary(Syntax node, Block block) {
    Syntax argument = node.get("argument");
    if (node.is("not_operator")) {
      return Expression.not(expressions.compile(argument, block));
    }
    String operator = node.get("operator").text();
    Expression value = expressions.compile(argument, block);
    if (operator.equals("~")) {
      throw new RefusedException(node, "the operator ~ is not known: write -x - 1");
    }
    if (operator.equals("+")) {
      return value;
    }
    boolean number = argument.is("integer") || argument.is("float");
    return number ? negative(((Literal) value)) : operation(Operator.NEG, value);
  }

  static Expression negative(Literal number) {
    return number.value().isIntegralNumber()
        ? new Literal(BigIntegerNode.valueOf(number.value().bigIntegerValue().negate()))
        : Literal.of(-number.value().doubleValue());
  }

  Expression logic(Syntax node, Block block) {
    String word = node.get("operator").text();
    Operator operator = word.equals("and") ? Operator.AND : Operator.OR;
    List<Syntax> operands = new ArrayList<>();
    Syntax rest = node;
    while (rest.is("boolean_operator") && rest.get("operator").text().equals(word)) {
      operands.add(0, rest.get("right"));
      rest = rest.get("left");
    }
    List<Expression> compiled = new ArrayList<>();
    compiled.add(expressions.compile(rest, block));
    operands.forEach(operand -> compiled.add(expressions.compile(operand, block.perhaps())));
    return new Operation(operator, compiled);
  }

  Expression comparison(Syntax node, Block block) {
    List<Syntax> operands = node.parts().stream().filter(part -> !isOperator(part)).toList();
    List<String> words =
        node.all("operators").map(each -> each.text().replaceAll("\\s+", " ")).toList();
    List<Expression> comparisons = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Block place = i == 0 ? block : block.perhaps();
      comparisons.add(compare(node, operands.get(i), words.get(i), operands.get(i + 1), place));
    }
    return comparisons.size() == 1 ? comparisons.get(0) : new Operation(Operator.AND, comparisons);
  }

  private static boolean isOperator(Syntax part) {
    return part.is("is not") || part.is("not in");
  }

  private Expression compare(Syntax node, Syntax left, String word, Syntax right, Block block) {
    if (word.equals("in") || word.equals("not in")) {
      Expression in = in(node, left, right, block);
      return word.equals("in") ? in : Expression.not(in);
    }
    Operator operator = COMPARISONS.get(word);
    if (operator == null) {
      throw new RefusedException(node, "the comparison " + word + " is not Python 3: write !=");
    }
    return operation(operator, operand(left, right, block), operand(right, left, block));
  }

  /** Beside None, a match is what was found, or null. */
  private Expression operand(Syntax node, Syntax other, Block block) {
    Expression found = other.is("none") ? expressions.calls().found(node, block) : null;
    return found == null ? expressions.compile(node, block) : found;
  }

  private Expression in(Syntax node, Syntax left, Syntax right, Block block) {
    Handle state = expressions.states().one(right, block);
    return state == null
        ? Expression.in(expressions.compile(left, block), expressions.compile(right, block))
        : expressions.states().read(state, Aspect.HAS, left, node, block);
  }
}
