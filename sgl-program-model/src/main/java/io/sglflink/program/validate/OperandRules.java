package io.sglflink.program.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.regex.GroupRegex;
import io.sglflink.constraint.regex.RegexException;
import io.sglflink.program.Expression;
import io.sglflink.program.FormatSpec;
import io.sglflink.program.Literal;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import java.util.List;

/** Checks operands that are programs in a language of their own: patterns and format specs. */
final class OperandRules {

  private OperandRules() {}

  /** Checks an operation that has as many operands as its operator takes. */
  static void check(Operation operation, String at, Problems problems) {
    if (operation.operator() == Operator.SEARCH) {
      search(operation.operands(), at, problems);
    } else if (operation.operator() == Operator.FORMAT) {
      spec(operation.operands().get(1), JsonPointers.child(at, 1), problems);
    }
  }

  private static void search(List<Expression> operands, String at, Problems problems) {
    String pattern = text(operands.get(0));
    if (pattern == null) {
      return;
    }
    try {
      GroupRegex regex = GroupRegex.compile(pattern);
      if (operands.size() > 2 && operands.get(2) instanceof Literal group) {
        group(group.value(), regex, JsonPointers.child(at, 2), problems);
      }
    } catch (RegexException e) {
      problems.add(JsonPointers.child(at, 0), ConstraintRules.code(e.kind()), e.getMessage());
    }
  }

  private static void group(JsonNode group, GroupRegex regex, String at, Problems problems) {
    int number = group.isTextual() ? regex.group(group.textValue()) : group.asInt(-1);
    if (!regex.hasGroup(number)) {
      problems.add(
          at,
          ProblemCode.OUT_OF_RANGE,
          "the pattern has no group " + group + ": give the number or name of one that it has");
    }
  }

  private static void spec(Expression operand, String at, Problems problems) {
    String spec = text(operand);
    if (spec == null) {
      return;
    }
    try {
      FormatSpec unused = FormatSpec.parse(spec);
    } catch (IllegalArgumentException e) {
      problems.add(at, ProblemCode.INVALID_FORMAT, "\"" + spec + "\" " + e.getMessage());
    }
  }

  /** A literal text, or null for what is known in the run only. */
  private static String text(Expression operand) {
    return operand instanceof Literal literal ? literal.value().textValue() : null;
  }
}
