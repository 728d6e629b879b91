package io.sglflink.program.validate;

import static io.sglflink.program.validate.ProgramLimits.MAX_BLOCK_DEPTH;

import io.sglflink.program.GenNode;
import io.sglflink.program.Node;
import io.sglflink.program.RoleNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.TextNode;
import java.util.ArrayList;
import java.util.List;

/** Checks nodes in the order in which they run. */
final class BodyRules implements Node.Visitor<Void> {

  private final Scope scope;
  private final ExpressionRules expressions;
  private final RegexRules regexes;
  private final Problems problems;
  private String pointer = "";
  private int depth;
  private int nodes;
  private RoleNode openRole;

  BodyRules(Scope scope, ExpressionRules expressions, Problems problems) {
    this.scope = scope;
    this.expressions = expressions;
    this.regexes = new RegexRules(problems);
    this.problems = problems;
  }

  /** Nodes that were checked. */
  int nodes() {
    return nodes;
  }

  /** Checks a block; recursion ends at the limit of depth. */
  void block(List<Node> body, String parent) {
    if (depth == MAX_BLOCK_DEPTH) {
      problems.add(
          parent,
          ProblemCode.TOO_DEEP,
          "blocks nest deeper than " + MAX_BLOCK_DEPTH + ": flatten the program");
      return;
    }
    depth++;
    String at = JsonPointers.child(parent, "body");
    for (int i = 0; i < body.size(); i++) {
      pointer = JsonPointers.child(at, i);
      nodes++;
      body.get(i).accept(this);
    }
    depth--;
  }

  @Override
  public Void text(TextNode node) {
    expressions.parts(node, pointer);
    return null;
  }

  @Override
  public Void gen(GenNode node) {
    SamplingValidator.validate(node.sampling(), pointer, problems);
    constraints(node);
    if (node.choices() != null) {
      expressions.choices(node.choices(), pointer);
      Double temperature = node.sampling().temperature();
      selectTemperature(temperature == null ? 0.0 : temperature);
    }
    scope.write(node.name(), pointer);
    return null;
  }

  @Override
  public Void select(SelectNode node) {
    expressions.choices(node.choices(), pointer);
    selectTemperature(node.temperature());
    scope.write(node.name(), pointer);
    return null;
  }

  @Override
  public Void role(RoleNode node) {
    RoleNode outer = openRole;
    if (outer != null) {
      problems.add(
          pointer,
          ProblemCode.NESTED_ROLE,
          "a "
              + node.role().label()
              + " block stands in a "
              + outer.role().label()
              + " block: end the outer one first");
    }
    openRole = node;
    block(node.body(), pointer);
    openRole = outer;
    return null;
  }

  private void constraints(GenNode node) {
    List<String> set = new ArrayList<>();
    if (node.regex() != null) {
      set.add("regex");
      regexes.check(node.regex(), JsonPointers.child(pointer, "regex"));
    }
    if (node.choices() != null) {
      set.add("choices");
    }
    if (node.dtype() != null) {
      set.add("dtype");
    }
    if (set.size() > 1) {
      problems.add(
          pointer,
          ProblemCode.CONFLICTING_CONSTRAINTS,
          "gen sets " + String.join(" and ", set) + ": set at most one of them");
    }
  }

  private void selectTemperature(double temperature) {
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
