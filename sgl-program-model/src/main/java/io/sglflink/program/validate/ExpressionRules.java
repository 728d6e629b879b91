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
import io.sglflink.program.ObjectExpression;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import io.sglflink.program.StateRead;
import io.sglflink.program.TextNode;
import io.sglflink.program.ValueKind;
import io.sglflink.program.VariableRef;
import java.util.Collections;
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
      needed("choices", Set.of(ValueKind.LIST), kinds(choices, at), at);
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
      needed("in", Set.of(ValueKind.LIST), kinds(list, at), at);
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

  /** The condition of a branch: whatever has a truth, and can have two. */
  void condition(Expression condition, String at) {
    if (isNull(condition)) {
      problems.add(
          at, ProblemCode.WRONG_TYPE, "when is null, which is never true: drop the branch");
    } else {
      kinds(condition, at);
    }
  }

  /** Checks an expression and says what it may give. */
  private Set<ValueKind> kinds(Expression expression, String at) {
    return expression.accept(new Walk(at, 0));
  }

  /** Reports a value that can be none of those that are needed. */
  private void needed(String thing, Set<ValueKind> wanted, Set<ValueKind> given, String at) {
    if (Collections.disjoint(wanted, given)) {
      problems.add(
          at,
          ProblemCode.WRONG_TYPE,
          thing
              + " is "
              + ValueKind.names(given)
              + ": give "
              + ValueKind.names(wanted)
              + ", or make one with an operation");
    }
  }

  private static boolean isNull(Expression expression) {
    return expression instanceof Literal literal && literal.value().isNull();
  }

  /** An expression that must give a string, a number or a boolean. */
  private void text(Expression expression, String at) {
    if (expression instanceof ListExpression) {
      problems.add(
          at,
          ProblemCode.LIST_AS_TEXT,
          "a list stands where text is needed: give its items one by one");
    } else {
      needed("the value", ValueKind.SCALAR, kinds(expression, at), at);
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
      if (!isNull(item)) {
        text(item, itemAt);
      }
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
  private final class Walk implements Expression.Visitor<Set<ValueKind>> {

    private final String pointer;
    private final int depth;

    Walk(String pointer, int depth) {
      this.pointer = pointer;
      this.depth = depth;
    }

    @Override
    public Set<ValueKind> literal(Literal expression) {
      if (expression.value().isTextual()) {
        countText("the text", expression.value().textValue(), pointer);
      }
      return Set.of(ValueKind.of(expression.value()));
    }

    @Override
    public Set<ValueKind> argument(ArgumentRef expression) {
      scope.read(expression, pointer);
      return ValueKind.ANY;
    }

    @Override
    public Set<ValueKind> variable(VariableRef expression) {
      scope.read(expression, pointer);
      return ValueKind.ANY;
    }

    @Override
    public Set<ValueKind> local(LocalRef expression) {
      scope.read(expression, pointer);
      return ValueKind.ANY;
    }

    @Override
    public Set<ValueKind> list(ListExpression expression) {
      operands(expression.items(), pointer);
      return Set.of(ValueKind.LIST);
    }

    @Override
    public Set<ValueKind> object(ObjectExpression expression) {
      String at = JsonPointers.child(pointer, "object");
      limit(expression.fields().size(), at);
      expression
          .fields()
          .forEach(
              (name, field) -> {
                String fieldAt = JsonPointers.child(at, name);
                countText("the name", name, fieldAt);
                within(field, fieldAt);
              });
      return Set.of(ValueKind.OBJECT);
    }

    @Override
    public Set<ValueKind> state(StateRead expression) {
      throw new UnsupportedOperationException("state");
    }

    @Override
    public Set<ValueKind> operation(Operation expression) {
      Operator operator = expression.operator();
      List<Expression> operands = expression.operands();
      String at = JsonPointers.child(pointer, operator.label());
      if (!operator.takes(operands.size())) {
        problems.add(
            at,
            ProblemCode.OPERAND_COUNT,
            operator.label() + " has " + operands.size() + ": give it " + operator.arity());
        operands(operands, at);
      } else if (operator.isUnary()) {
        operand(operator, 0, operands.get(0), at);
      } else {
        limit(operands.size(), at);
        for (int i = 0; i < operands.size(); i++) {
          operand(operator, i, operands.get(i), JsonPointers.child(at, i));
        }
        OperandRules.check(expression, at, problems);
      }
      return operator.gives();
    }

    private void operand(Operator operator, int index, Expression operand, String at) {
      String thing = "operand " + index + " of " + operator.label();
      needed(thing, operator.takesAt(index), within(operand, at), at);
    }

    private void operands(List<Expression> operands, String at) {
      limit(operands.size(), at);
      for (int i = 0; i < operands.size(); i++) {
        within(operands.get(i), JsonPointers.child(at, i));
      }
    }

    private void limit(int expressions, String at) {
      problems.limit(at, "expressions in a list", expressions, MAX_PARTS, "give fewer");
    }

    private Set<ValueKind> within(Expression operand, String at) {
      if (depth < MAX_EXPRESSION_DEPTH) {
        return operand.accept(new Walk(at, depth + 1));
      }
      tooDeep = true;
      problems.add(
          at,
          ProblemCode.TOO_DEEP,
          "expressions nest deeper than " + MAX_EXPRESSION_DEPTH + ": say it in several nodes");
      return ValueKind.ANY;
    }

    private void countText(String thing, String text, String at) {
      textLength += text.length();
      TextRules.wellFormed(thing, text, at, problems);
    }
  }
}
