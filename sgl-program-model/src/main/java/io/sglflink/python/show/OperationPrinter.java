package io.sglflink.python.show;

import static io.sglflink.python.show.Code.AND;
import static io.sglflink.python.show.Code.ATOM;
import static io.sglflink.python.show.Code.CHOICE;
import static io.sglflink.python.show.Code.COMPARISON;
import static io.sglflink.python.show.Code.NOT;
import static io.sglflink.python.show.Code.OR;
import static io.sglflink.python.show.Code.POWER;
import static io.sglflink.python.show.Code.PRODUCT;
import static io.sglflink.python.show.Code.SUM;
import static io.sglflink.python.show.Code.UNARY;

import io.sglflink.program.Expression;
import io.sglflink.program.Literal;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes operations. */
final class OperationPrinter {

  /** The compiler cuts longer sums of texts into parts, unless they are in parentheses. */
  private static final int LONGEST_SUM = 8;

  private final ExpressionPrinter expressions;

  OperationPrinter(ExpressionPrinter expressions) {
    this.expressions = expressions;
  }

  Code print(Operation operation) {
    List<Expression> x = operation.operands();
    return switch (operation.operator()) {
      case GET -> atom(base(x.get(0)) + "[" + all(x.get(1)) + "]");
      case SLICE -> atom(base(x.get(0)) + "[" + slice(x) + "]");
      case EQ -> equal(x, " == ", " is None");
      case NE -> equal(x, " != ", " is not None");
      case LT -> infix(x, " < ");
      case LE -> infix(x, " <= ");
      case GT -> infix(x, " > ");
      case GE -> infix(x, " >= ");
      case IN -> infix(x, " in ");
      case AND -> several(x, " and ", AND);
      case OR -> several(x, " or ", OR);
      case NOT -> not(x.get(0));
      case IF ->
          new Code(
              expressions.print(x.get(1), OR)
                  + " if "
                  + expressions.print(x.get(0), OR)
                  + " else "
                  + expressions.print(x.get(2), CHOICE),
              CHOICE);
      case ADD -> sum(operation);
      case SUB -> left(x, " - ", SUM);
      case MUL -> left(x, " * ", PRODUCT);
      case DIV -> left(x, " / ", PRODUCT);
      case FLOORDIV -> left(x, " // ", PRODUCT);
      case MOD -> mod(x);
      case POW ->
          new Code(
              expressions.print(x.get(0), ATOM) + " ** " + expressions.print(x.get(1), UNARY),
              POWER);
      case NEG -> new Code("-" + negated(x.get(0)), UNARY);
      case CONCAT -> atom(new FStrings(expressions).value(x));
      case FORMAT -> call("format", x);
      case SEARCH -> search(x);
      case JOIN -> method("join", x);
      case JSON -> call("json.loads", x);
      case LEN, STR, INT, FLOAT_OF, RANGE, MIN, MAX -> call(operation.operator().label(), x);
      case LOWER,
          UPPER,
          STRIP,
          LSTRIP,
          RSTRIP,
          STARTSWITH,
          ENDSWITH,
          SPLIT,
          REPLACE,
          FIND,
          COUNT,
          KEYS ->
          method(operation.operator().label(), x);
    };
  }

  private static Code atom(String text) {
    return new Code(text, ATOM);
  }

  /** What an index or a method is of. */
  private String base(Expression expression) {
    return expressions.print(expression, ATOM);
  }

  private String all(Expression... operands) {
    return all(List.of(operands));
  }

  private String all(List<Expression> operands) {
    return operands.stream().map(expressions::print).collect(Collectors.joining(", "));
  }

  private String slice(List<Expression> x) {
    String start = bound(x, 1);
    String stop = bound(x, 2);
    String step = bound(x, 3);
    return start + ":" + stop + (step.isEmpty() ? "" : ":" + step);
  }

  private String bound(List<Expression> x, int at) {
    boolean none = at >= x.size() || x.get(at).equals(Literal.ofNull());
    return none ? "" : expressions.print(x.get(at));
  }

  private Code equal(List<Expression> x, String operator, String none) {
    if (!x.get(1).equals(Literal.ofNull())) {
      return infix(x, operator);
    }
    Expression left = x.get(0);
    boolean whole =
        left instanceof Operation operation
            && operation.operator() == Operator.SEARCH
            && operation.operands().size() == 2;
    String found =
        whole
            ? call("re.search", ((Operation) left).operands()).text()
            : expressions.print(left, SUM);
    return new Code(found + none, COMPARISON);
  }

  private Code infix(List<Expression> x, String operator) {
    return new Code(
        expressions.print(x.get(0), SUM) + operator + expressions.print(x.get(1), SUM), COMPARISON);
  }

  private Code several(List<Expression> x, String operator, int level) {
    if (x.size() == 1) {
      return atom("[" + expressions.print(x.get(0)) + "][0]");
    }
    return new Code(
        x.stream()
            .map(operand -> expressions.print(operand, level + 1))
            .collect(Collectors.joining(operator)),
        level);
  }

  private Code not(Expression operand) {
    if (operand instanceof Operation operation && operation.operator() == Operator.IN) {
      return infix(operation.operands(), " not in ");
    }
    return new Code("not " + expressions.print(operand, NOT), NOT);
  }

  private Code sum(Operation operation) {
    int length = 2;
    Expression left = operation.operands().get(0);
    for (Expression at = left; isSum(at); at = ((Operation) at).operands().get(0)) {
      length++;
    }
    boolean cut = isSum(left) && (length - 1) % (LONGEST_SUM - 1) == 0;
    String first = cut ? "(" + expressions.print(left) + ")" : expressions.print(left, SUM);
    return new Code(first + " + " + expressions.print(operation.operands().get(1), PRODUCT), SUM);
  }

  private static boolean isSum(Expression expression) {
    return expression instanceof Operation operation && operation.operator() == Operator.ADD;
  }

  private Code left(List<Expression> x, String operator, int level) {
    return new Code(
        expressions.print(x.get(0), level) + operator + expressions.print(x.get(1), level + 1),
        level);
  }

  private Code mod(List<Expression> x) {
    boolean text = x.get(0) instanceof Literal literal && literal.value().isTextual();
    Code code = left(x, " % ", PRODUCT);
    return text
        ? new Code(
            "(" + expressions.print(x.get(0)) + ") % " + expressions.print(x.get(1), UNARY),
            PRODUCT)
        : code;
  }

  private String negated(Expression operand) {
    boolean number = operand instanceof Literal literal && literal.value().isNumber();
    return number ? "(" + expressions.print(operand) + ")" : expressions.print(operand, UNARY);
  }

  private Code call(String name, List<Expression> x) {
    return atom(name + "(" + all(x) + ")");
  }

  private Code method(String name, List<Expression> x) {
    return atom(base(x.get(0)) + "." + name + "(" + all(x.subList(1, x.size())) + ")");
  }

  private Code search(List<Expression> x) {
    boolean whole = x.size() == 2 || x.get(2).equals(Literal.of(0));
    String group = whole ? "" : expressions.print(x.get(2));
    return atom(call("re.search", x.subList(0, 2)).text() + ".group(" + group + ")");
  }
}
