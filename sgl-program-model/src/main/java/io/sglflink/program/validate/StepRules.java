package io.sglflink.program.validate;

import io.sglflink.program.GenNode;
import io.sglflink.program.SelectNode;

/** Checks the nodes that need the model. */
final class StepRules {

  private final Scope scope;
  private final ExpressionRules expressions;
  private final ConstraintRules constraints;
  private final FormRules forms;
  private final ComputedRules computed;
  private final Problems problems;

  StepRules(
      Scope scope, ExpressionRules expressions, ConstraintRules constraints, Problems problems) {
    this.scope = scope;
    this.expressions = expressions;
    this.constraints = constraints;
    this.forms = new FormRules(constraints, problems);
    this.computed = new ComputedRules(expressions, problems);
    this.problems = problems;
  }

  void gen(GenNode node, String pointer) {
    if (node.name() != null) {
      expressions.variable(node.name(), JsonPointers.child(pointer, "name"));
    }
    SamplingValidator.validate(node.sampling(), pointer, constraints, problems);
    if (node.form().scored()) {
      Double temperature = node.sampling().temperature();
      temperature(temperature == null ? 0.0 : temperature, pointer);
    }
    if (node.form().choices() != null) {
      expressions.choices(node.form().choices(), JsonPointers.child(pointer, "choices"));
    }
    forms.check(node, pointer);
    computed.check(node, pointer);
    reasoning(node, pointer);
    scope.write(node);
  }

  void select(SelectNode node, String pointer) {
    if (node.name() != null) {
      expressions.variable(node.name(), JsonPointers.child(pointer, "name"));
    }
    expressions.choices(node.choices(), JsonPointers.child(pointer, "choices"));
    temperature(node.temperature(), pointer);
    scope.write(node);
  }

  private void reasoning(GenNode node, String pointer) {
    if (node.reasoning() == null) {
      return;
    }
    if (node.name() == null) {
      problems.add(
          pointer,
          ProblemCode.MISSING_FIELD,
          "field name is missing: name the variable for separate_reasoning, or drop it");
    }
    if (node.form().scored()) {
      problems.add(
          pointer,
          ProblemCode.CONFLICTING_CONSTRAINTS,
          "gen sets choices_method and separate_reasoning: drop separate_reasoning, a scored choice"
              + " has no reasoning");
    }
  }

  private void temperature(double temperature, String pointer) {
    if (!(temperature >= 0 && temperature <= SelectNode.MAX_TEMPERATURE)) {
      problems.add(
          JsonPointers.child(pointer, "temperature"),
          ProblemCode.SELECT_TEMPERATURE,
          "temperature is "
              + temperature
              + ", but a selection is never random: set it to 0 or leave it out");
    }
  }
}
