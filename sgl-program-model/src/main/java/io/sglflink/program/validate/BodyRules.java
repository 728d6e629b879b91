package io.sglflink.program.validate;

import static io.sglflink.program.validate.ProgramLimits.MAX_BLOCK_DEPTH;
import static io.sglflink.program.validate.ProgramLimits.MAX_BRANCHES;

import io.sglflink.program.BreakNode;
import io.sglflink.program.CallNode;
import io.sglflink.program.ContinueNode;
import io.sglflink.program.CopyNode;
import io.sglflink.program.Expression;
import io.sglflink.program.ForNode;
import io.sglflink.program.ForkNode;
import io.sglflink.program.GenNode;
import io.sglflink.program.IfNode;
import io.sglflink.program.ImageNode;
import io.sglflink.program.JoinNode;
import io.sglflink.program.LetNode;
import io.sglflink.program.Literal;
import io.sglflink.program.MatchNode;
import io.sglflink.program.Node;
import io.sglflink.program.OnNode;
import io.sglflink.program.ReturnNode;
import io.sglflink.program.RoleBeginNode;
import io.sglflink.program.RoleEndNode;
import io.sglflink.program.RoleNode;
import io.sglflink.program.ScopeNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.SetNode;
import io.sglflink.program.TextNode;
import io.sglflink.program.WhileNode;
import java.util.List;

/** Checks nodes in the order in which they run. */
final class BodyRules implements Node.Visitor<Void> {

  private final Scope scope;
  private final ExpressionRules expressions;
  private final ConstraintRules constraints;
  private final FormRules forms;
  private final Problems problems;
  private String pointer = "";
  private int depth;
  private int nodes;
  private RoleNode openRole;

  BodyRules(
      Scope scope, ExpressionRules expressions, ConstraintRules constraints, Problems problems) {
    this.scope = scope;
    this.expressions = expressions;
    this.constraints = constraints;
    this.forms = new FormRules(constraints, problems);
    this.problems = problems;
  }

  /** Nodes that were checked. */
  int nodes() {
    return nodes;
  }

  /** What is not enforced of the constraints that were checked. */
  List<Note> notes() {
    return constraints.notes();
  }

  /**
   * Checks a block; recursion ends at the limit of depth.
   *
   * @param at pointer to the array of nodes
   */
  void block(List<Node> body, String at) {
    if (depth >= MAX_BLOCK_DEPTH) {
      problems.add(
          at,
          ProblemCode.TOO_DEEP,
          "blocks nest deeper than " + MAX_BLOCK_DEPTH + ": flatten the program");
      return;
    }
    depth++;
    for (int i = 0; i < body.size(); i++) {
      pointer = JsonPointers.child(at, i);
      nodes++;
      body.get(i).accept(this);
    }
    depth--;
  }

  @Override
  public Void text(TextNode node) {
    expressions.parts(node, field("value"));
    return null;
  }

  @Override
  public Void gen(GenNode node) {
    scope.variable(text(node.name()), pointer);
    SamplingValidator.validate(node.sampling(), pointer, constraints, problems);
    if (node.form().scored()) {
      Double temperature = node.sampling().temperature();
      selectTemperature(temperature == null ? 0.0 : temperature);
    }
    if (node.form().choices() != null) {
      expressions.choices(node.form().choices(), field("choices"));
    }
    forms.check(node, pointer);
    scope.write(text(node.name()));
    return null;
  }

  @Override
  public Void select(SelectNode node) {
    scope.variable(text(node.name()), pointer);
    expressions.choices(node.choices(), field("choices"));
    selectTemperature(node.temperature());
    scope.write(text(node.name()));
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
    block(node.body(), field("body"));
    openRole = outer;
    return null;
  }

  @Override
  public Void when(IfNode node) {
    String at = field("branches");
    String otherwiseAt = field("else");
    int count = node.branches().size();
    if (count == 0) {
      problems.add(
          at, ProblemCode.EMPTY_BRANCHES, "branches is empty: give at least one, or drop the if");
    }
    problems.limit(at, "branches", count, MAX_BRANCHES, "split the if");
    scope.beginBranches();
    depth++; // branches are one more array and object in the JSON form
    for (int i = 0; i < count; i++) {
      IfNode.Branch branch = node.branches().get(i);
      String branchAt = JsonPointers.child(at, i);
      expressions.condition(branch.when(), JsonPointers.child(branchAt, "when"));
      block(branch.body(), JsonPointers.child(branchAt, "body"));
      scope.endBranch();
    }
    if (!node.otherwise().isEmpty()) {
      block(node.otherwise(), otherwiseAt);
    }
    scope.endBranch();
    depth--;
    scope.endBranches();
    return null;
  }

  @Override
  public Void forEach(ForNode node) {
    scope.item(node.item(), field("item"));
    expressions.list(node.in(), field("in"));
    scope.beginLoop(node);
    block(node.body(), field("body"));
    scope.endLoop();
    return null;
  }

  @Override
  public Void image(ImageNode node) {
    expressions.source(node.source(), field("source"));
    return null;
  }

  private String field(String name) {
    return JsonPointers.child(pointer, name);
  }

  private void selectTemperature(double temperature) {
    if (!(temperature >= 0 && temperature <= SelectNode.MAX_TEMPERATURE)) {
      problems.add(
          field("temperature"),
          ProblemCode.SELECT_TEMPERATURE,
          "temperature is "
              + temperature
              + ", but a selection is never random: set it to 0 or leave it out");
    }
  }

  @Override
  public Void roleBegin(RoleBeginNode node) {
    throw new UnsupportedOperationException("roleBegin");
  }

  @Override
  public Void roleEnd(RoleEndNode node) {
    throw new UnsupportedOperationException("roleEnd");
  }

  @Override
  public Void match(MatchNode node) {
    throw new UnsupportedOperationException("match");
  }

  @Override
  public Void whileTrue(WhileNode node) {
    throw new UnsupportedOperationException("whileTrue");
  }

  @Override
  public Void breakLoop(BreakNode node) {
    throw new UnsupportedOperationException("breakLoop");
  }

  @Override
  public Void continueLoop(ContinueNode node) {
    throw new UnsupportedOperationException("continueLoop");
  }

  @Override
  public Void returnValue(ReturnNode node) {
    throw new UnsupportedOperationException("returnValue");
  }

  @Override
  public Void let(LetNode node) {
    throw new UnsupportedOperationException("let");
  }

  @Override
  public Void set(SetNode node) {
    throw new UnsupportedOperationException("set");
  }

  @Override
  public Void scope(ScopeNode node) {
    throw new UnsupportedOperationException("scope");
  }

  @Override
  public Void fork(ForkNode node) {
    throw new UnsupportedOperationException("fork");
  }

  @Override
  public Void on(OnNode node) {
    throw new UnsupportedOperationException("on");
  }

  @Override
  public Void join(JoinNode node) {
    throw new UnsupportedOperationException("join");
  }

  @Override
  public Void copy(CopyNode node) {
    throw new UnsupportedOperationException("copy");
  }

  @Override
  public Void call(CallNode node) {
    throw new UnsupportedOperationException("call");
  }

  private static String text(Expression name) {
    return name instanceof Literal literal ? literal.value().textValue() : null;
  }
}
