package io.sglflink.program.validate;

import static io.sglflink.program.validate.ProgramLimits.MAX_EXPRESSION_DEPTH;
import static io.sglflink.program.validate.ProgramLimits.MAX_PARTS;

import io.sglflink.program.ArgumentRef;
import io.sglflink.program.Expression;
import io.sglflink.program.ListExpression;
import io.sglflink.program.Literal;
import io.sglflink.program.LocalRef;
import io.sglflink.program.ObjectExpression;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import io.sglflink.program.StateRead;
import io.sglflink.program.StateRef;
import io.sglflink.program.ValueKind;
import io.sglflink.program.VariableRef;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Checks expressions with all that is in them, and says what they may give. */
final class ExpressionWalk {

  private final Scope scope;
  private final StateReadRules reads;
  private final Problems problems;
  private long textLength;
  private boolean tooDeep;

  ExpressionWalk(Scope scope, Problems problems) {
    this.scope = scope;
    this.reads = new StateReadRules(scope, this, problems);
    this.problems = problems;
  }

  /** Characters of all literals that were checked. */
  long textLength() {
    return textLength;
  }

  /** Whether an expression was over the limit of depth. */
  boolean tooDeep() {
    return tooDeep;
  }

  /** Checks an expression and says what it may give. */
  Set<ValueKind> kinds(Expression expression, String at) {
    return expression.accept(new Walk(at, 0));
  }

  /** Reports a value that can be none of those that are needed. */
  void needed(String thing, Set<ValueKind> wanted, Set<ValueKind> given, String at) {
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

  /** The states that a node uses. */
  void states(StateRef state, String pointer) {
    Set<Given.Maker> unused = reads.states(state, pointer, this::kinds);
  }

  /** The states that a join names. */
  void joined(String state, String pointer) {
    Set<Given.Maker> makers = scope.states(state, pointer);
    reads.fork(makers, state, "join the states of a fork", pointer);
  }

  /** Checks the expressions at one depth; recursion ends at the limit. */
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
      return reads.check(expression, pointer, this::within);
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
