package io.sglflink.program.validate;

import static io.sglflink.program.validate.ProgramLimits.MAX_BLOCK_DEPTH;

import io.sglflink.model.Role;
import io.sglflink.program.BreakNode;
import io.sglflink.program.CallNode;
import io.sglflink.program.ContinueNode;
import io.sglflink.program.CopyNode;
import io.sglflink.program.ForNode;
import io.sglflink.program.ForkNode;
import io.sglflink.program.GenNode;
import io.sglflink.program.IfNode;
import io.sglflink.program.ImageNode;
import io.sglflink.program.JoinNode;
import io.sglflink.program.LetNode;
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
  private final BranchRules branches;
  private final LoopRules loops;
  private final StepRules steps;
  private final StateRules states;
  private final Problems problems;
  private String pointer = "";
  private int depth;
  private int nodes;
  private Role openRole;

  /**
   * @param depth of the blocks around those that will be checked
   */
  BodyRules(
      int depth,
      Scope scope,
      ExpressionRules expressions,
      ConstraintRules constraints,
      Signatures signatures,
      Problems problems) {
    this.depth = depth;
    this.scope = scope;
    this.expressions = expressions;
    this.branches = new BranchRules(this, scope, expressions, problems);
    this.loops = new LoopRules(this, scope, expressions, problems);
    this.steps = new StepRules(scope, expressions, constraints, problems);
    this.states = new StateRules(this, scope, expressions, signatures, problems);
    this.problems = problems;
  }

  /** Nodes that were checked. */
  int nodes() {
    return nodes;
  }

  /**
   * Checks a block; recursion ends at the limit of depth.
   *
   * @param at pointer to the array of nodes
   */
  void block(List<Node> body, String at) {
    block(body, at, 1);
  }

  /**
   * Checks a block.
   *
   * @param levels that it counts for: one for its array and those of its nodes in the JSON form
   */
  void block(List<Node> body, String at, int levels) {
    if (depth + levels > MAX_BLOCK_DEPTH) {
      problems.add(
          at,
          ProblemCode.TOO_DEEP,
          "blocks nest deeper than " + MAX_BLOCK_DEPTH + ": flatten the program");
      return;
    }
    depth += levels;
    for (int i = 0; i < body.size(); i++) {
      pointer = JsonPointers.child(at, i);
      nodes++;
      body.get(i).accept(this);
    }
    depth -= levels;
  }

  @Override
  public Void text(TextNode node) {
    expressions.parts(node, field("value"));
    return null;
  }

  @Override
  public Void gen(GenNode node) {
    steps.gen(node, pointer);
    return null;
  }

  @Override
  public Void select(SelectNode node) {
    steps.select(node, pointer);
    return null;
  }

  @Override
  public Void role(RoleNode node) {
    inMessage("a " + node.role().label() + " block stands");
    Role outer = openRole;
    openRole = node.role();
    block(node.body(), field("body"));
    openRole = outer;
    return null;
  }

  @Override
  public Void roleBegin(RoleBeginNode node) {
    inMessage("a role_begin of " + node.role().label() + " stands");
    return null;
  }

  @Override
  public Void roleEnd(RoleEndNode node) {
    inMessage("a role_end of " + node.role().label() + " stands");
    return null;
  }

  @Override
  public Void image(ImageNode node) {
    expressions.source(node.source(), field("source"));
    return null;
  }

  @Override
  public Void when(IfNode node) {
    branches.when(node, pointer);
    return null;
  }

  @Override
  public Void match(MatchNode node) {
    branches.match(node, pointer);
    return null;
  }

  @Override
  public Void forEach(ForNode node) {
    loops.forEach(node, pointer);
    return null;
  }

  @Override
  public Void whileTrue(WhileNode node) {
    loops.whileTrue(node, pointer);
    return null;
  }

  @Override
  public Void breakLoop(BreakNode node) {
    loops.leave("break", pointer);
    return null;
  }

  @Override
  public Void continueLoop(ContinueNode node) {
    loops.leave("continue", pointer);
    return null;
  }

  @Override
  public Void returnValue(ReturnNode node) {
    if (scope.inOtherState()) {
      problems.add(
          pointer,
          ProblemCode.MISPLACED_RETURN,
          "a return stands among the nodes of another state: set a variable, and read it after");
    }
    if (node.value() != null) {
      expressions.value(node.value(), field("value"));
    }
    return null;
  }

  @Override
  public Void let(LetNode node) {
    TextRules.name("local", node.name(), field("name"), problems);
    expressions.value(node.value(), field("value"));
    scope.giveLocal(node.name());
    return null;
  }

  @Override
  public Void set(SetNode node) {
    expressions.variable(node.name(), field("name"));
    expressions.value(node.value(), field("value"));
    scope.write(node);
    return null;
  }

  @Override
  public Void scope(ScopeNode node) {
    expressions.variable(node.name(), field("name"));
    block(node.body(), field("body"));
    scope.write(node);
    return null;
  }

  @Override
  public Void fork(ForkNode node) {
    states.fork(node, pointer);
    return null;
  }

  @Override
  public Void on(OnNode node) {
    states.on(node, pointer);
    return null;
  }

  @Override
  public Void join(JoinNode node) {
    states.join(node, pointer);
    return null;
  }

  @Override
  public Void copy(CopyNode node) {
    states.copy(node, pointer);
    return null;
  }

  @Override
  public Void call(CallNode node) {
    states.call(node, pointer);
    return null;
  }

  /** Checks nodes that another state evaluates. */
  void ofOtherState(List<Node> body, String item, String at) {
    Role outer = openRole;
    openRole = null; // the state may have ended the message
    scope.beginState(body);
    if (item != null) {
      scope.giveLocal(item);
    }
    block(body, at);
    scope.endState();
    openRole = outer;
  }

  private void inMessage(String what) {
    if (openRole != null) {
      problems.add(
          pointer,
          ProblemCode.NESTED_ROLE,
          what + " in a " + openRole.label() + " block: end the outer one first");
    }
  }

  private String field(String name) {
    return JsonPointers.child(pointer, name);
  }
}
