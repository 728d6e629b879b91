package io.sglflink.program.validate;

import static io.sglflink.program.validate.ProgramLimits.MAX_CHOICES;
import static io.sglflink.program.validate.ProgramLimits.MAX_EXPRESSION_DEPTH;
import static io.sglflink.program.validate.ProgramLimits.MAX_PARTS;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.program.ArgumentRef;
import io.sglflink.program.Expression;
import io.sglflink.program.ListExpression;
import io.sglflink.program.Literal;
import io.sglflink.program.LocalRef;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import io.sglflink.program.TextNode;
import io.sglflink.program.VariableRef;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks expressions by what is needed where they stand. */
final class ExpressionRules {

  private final Scope scope;
  private final Problems problems;
  private long textLength;
  private boolean tooDeep;

  ExpressionRules(Scope scope, Problems problems) {
    this.scope = scope;
    this.problems = problems;
  }

  /** Characters of all literals that were checked. */
  long textLength() {
    return textLength;
  }

  void parts(TextNode node, String at) {
    List<Expression> parts = node.parts();
    problems.limit(at, "parts of a text", parts.size(), MAX_PARTS, "split the text node");
    for (int i = 0; i < parts.size(); i++) {
      text(parts.get(i), JsonPointers.item(at, i, parts.size()));
    }
  }

  void choices(Expression choices, String at) {
    if (choices instanceof Literal literal) {
      problems.add(
          at,
          ProblemCode.INVALID_CHOICES,
          "choices is " + literal.value() + ": give a list of texts or a reference to one");
    } else if (choices instanceof ListExpression list) {
      choiceList(list.items(), at);
    } else {
      value(choices, at);
    }
  }

  /** The list of a loop. */
  void list(Expression list, String at) {
    if (list instanceof Literal literal) {
      problems.add(
          at,
          ProblemCode.WRONG_TYPE,
          "in is " + literal.value() + ": give a list or a reference to one");
    } else {
      value(list, at);
    }
  }

  /** The source of an image. */
  void source(Expression source, String at) {
    if (source instanceof Literal literal && !literal.value().isTextual()) {
      problems.add(
          at,
          ProblemCode.WRONG_TYPE,
          "source is " + literal.value() + ": give a path, a URL or a data: URI");
    } else {
      text(source, at);
    }
  }

  /** An expression that may give anything. */
  void value(Expression expression, String at) {
    expression.accept(new Walk(at, 0));
  }

  /** An expression that must give a string, a number or a boolean. */
  private void text(Expression expression, String at) {
    if (expression instanceof ListExpression) {
      problems.add(
          at,
          ProblemCode.LIST_AS_TEXT,
          "a list stands where text is needed: give its items one by one");
    } else {
      value(expression, at);
    }
  }

  private void choiceList(List<Expression> items, String at) {
    if (items.isEmpty()) {
      problems.add(at, ProblemCode.EMPTY_CHOICES, "choices is empty: give at least one choice");
    }
    problems.limit(at, "choices", items.size(), MAX_CHOICES, "give fewer");
    Set<Expression> seen = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      String itemAt = JsonPointers.child(at, i);
      Expression item = items.get(i);
      text(item, itemAt);
      // hashing an expression recurses as deep as it is
      choice(item, !tooDeep && !seen.add(item), itemAt);
    }
  }

  private void choice(Expression choice, boolean again, String at) {
    JsonNode value = choice instanceof Literal literal ? literal.value() : null;
    if (value != null && !value.isTextual()) {
      problems.add(
          at,
          ProblemCode.INVALID_CHOICES,
          "choice " + value + " is not a text: write it in quotes");
    } else if (value != null && value.textValue().isEmpty()) {
      problems.add(at, ProblemCode.EMPTY_CHOICE, "a choice is empty: leave it out");
    } else if (again) {
      String shown = value == null ? "the expression" : "choice " + value;
      problems.add(at, ProblemCode.DUPLICATE_CHOICE, shown + " is there twice: give it once");
    }
  }

  /** Checks an expression and what is in it; recursion ends at the limit of depth. */
  private final class Walk implements Expression.Visitor<Void> {

    private final String pointer;
    private final int depth;

    Walk(String pointer, int depth) {
      this.pointer = pointer;
      this.depth = depth;
    }

    @Override
    public Void literal(Literal expression) {
      if (expression.value().isTextual()) {
        String text = expression.value().textValue();
        textLength += text.length();
        TextRules.wellFormed("the text", text, pointer, problems);
      }
      return null;
    }

    @Override
    public Void argument(ArgumentRef expression) {
      scope.read(expression, pointer);
      return null;
    }

    @Override
    public Void variable(VariableRef expression) {
      scope.read(expression, pointer);
      return null;
    }

    @Override
    public Void local(LocalRef expression) {
      scope.read(expression, pointer);
      return null;
    }

    @Override
    public Void list(ListExpression expression) {
      return operands(expression.items(), pointer);
    }

    @Override
    public Void operation(Operation expression) {
      Operator operator = expression.operator();
      List<Expression> operands = expression.operands();
      String at = JsonPointers.child(pointer, operator.label());
      if (!operator.takes(operands.size())) {
        problems.add(
            at,
            ProblemCode.OPERAND_COUNT,
            operator.label() + " has " + operands.size() + ": give it " + operator.arity());
      }
      if (operator.isUnary() && operands.size() == 1) {
        return within(operands.get(0), at);
      }
      return operands(operands, at);
    }

    private Void operands(List<Expression> operands, String at) {
      problems.limit(at, "expressions in a list", operands.size(), MAX_PARTS, "give fewer");
      for (int i = 0; i < operands.size(); i++) {
        within(operands.get(i), JsonPointers.child(at, i));
      }
      return null;
    }

    private Void within(Expression operand, String at) {
      if (depth < MAX_EXPRESSION_DEPTH) {
        return operand.accept(new Walk(at, depth + 1));
      }
      tooDeep = true;
      problems.add(
          at,
          ProblemCode.TOO_DEEP,
          "expressions nest deeper than " + MAX_EXPRESSION_DEPTH + ": say it in several nodes");
      return null;
    }
  }
}
