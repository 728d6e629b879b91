package io.sglflink.program.validate;

import io.sglflink.program.ComputableParameter;
import io.sglflink.program.Expression;
import io.sglflink.program.GenNode;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks the parameters of a gen that are computed in the run; it checks their values. */
final class ComputedRules {

  private static final Map<String, ComputableParameter> PARAMETERS =
      Arrays.stream(ComputableParameter.values())
          .collect(Collectors.toUnmodifiableMap(ComputableParameter::label, Function.identity()));

  private final ExpressionRules expressions;
  private final Problems problems;

  ComputedRules(ExpressionRules expressions, Problems problems) {
    this.expressions = expressions;
    this.problems = problems;
  }

  void check(GenNode node, String pointer) {
    String at = JsonPointers.child(pointer, "computed");
    node.computed().forEach((name, value) -> check(node, name, value, at));
  }

  private void check(GenNode node, String name, Expression value, String computedAt) {
    String at = JsonPointers.child(computedAt, name);
    ComputableParameter parameter = PARAMETERS.get(name);
    if (parameter == null) {
      problems.add(
          at,
          ProblemCode.UNKNOWN_FIELD,
          "parameter \""
              + name
              + "\" cannot be computed: those that can are "
              + String.join(", ", GenNode.COMPUTABLE));
    } else if (parameter.isSet(node)) {
      problems.add(
          at,
          ProblemCode.CONFLICTING_FIELDS,
          "parameter \"" + name + "\" is both set and computed: drop one of them");
    }
    expressions.value(value, at);
  }
}
