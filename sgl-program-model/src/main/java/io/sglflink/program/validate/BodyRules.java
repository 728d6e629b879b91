package io.sglflink.program.validate;

import static io.sglflink.program.validate.ProgramLimits.MAX_BLOCK_DEPTH;
import static io.sglflink.program.validate.ProgramLimits.MAX_BRANCHES;

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
import io.sglflink.program.ListExpression;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks nodes in the order in which they run. */
final class BodyRules implements Node.Visitor<Void> {

  private final Scope scope;
  private final ExpressionRules expressions;
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
    String at = field("branches");
    List<Alternative> branches = new ArrayList<>();
    for (int i = 0; i < node.branches().size(); i++) {
      IfNode.Branch branch = node.branches().get(i);
      String whenAt = JsonPointers.child(JsonPointers.child(at, i), "when");
      branches.add(
          new Alternative(
              () -> expressions.condition(branch.when(), "branch", whenAt), branch.body()));
    }
    alternatives("branches", "if", branches, node.otherwise());
    return null;
  }

  @Override
  public Void match(MatchNode node) {
    expressions.value(node.value(), field("value"));
    String at = field("cases");
    List<Alternative> cases = new ArrayList<>();
    for (int i = 0; i < node.cases().size(); i++) {
      MatchNode.Case each = node.cases().get(i);
      String caseAt = JsonPointers.child(at, i);
      cases.add(new Alternative(() -> fits(each, caseAt), each.body()));
    }
    alternatives("cases", "match", cases, node.otherwise());
    return null;
  }

  private void fits(MatchNode.Case each, String at) {
    String isAt = JsonPointers.child(at, "is");
    if (each.is().isEmpty()) {
      problems.add(
          isAt,
          ProblemCode.EMPTY_BRANCHES,
          "is is empty, so that nothing fits: give at least one value, or drop the case");
    }
    expressions.value(new ListExpression(each.is()), isAt);
    if (each.when() != null) {
      expressions.condition(each.when(), "case", JsonPointers.child(at, "when"));
    }
  }

  /** Checks the alternatives of which one is evaluated; none hears of the names of another. */
  private void alternatives(
      String field, String thing, List<Alternative> alternatives, List<Node> otherwise) {
    String at = field(field);
    String otherwiseAt = field("else");
    int count = alternatives.size();
    if (count == 0) {
      problems.add(
          at,
          ProblemCode.EMPTY_BRANCHES,
          field + " is empty: give at least one, or drop the " + thing);
    }
    problems.limit(at, field, count, MAX_BRANCHES, "split the " + thing);
    scope.beginBranches();
    depth++; // the alternatives are one more array and object in the JSON form
    for (int i = 0; i < count; i++) {
      alternatives.get(i).condition().run();
      String bodyAt = JsonPointers.child(JsonPointers.child(at, i), "body");
      block(alternatives.get(i).body(), bodyAt);
      scope.endBranch();
    }
    if (!otherwise.isEmpty()) {
      block(otherwise, otherwiseAt);
    }
    scope.endBranch();
    depth--;
    scope.endBranches();
  }

  @Override
  public Void forEach(ForNode node) {
    expressions.list(node.in(), field("in"));
    Set<String> names = new HashSet<>(Set.of(node.item()));
    scope.ofLoop("item", node.item(), field("item"));
    if (node.index() != null) {
      scope.ofLoop("index", node.index(), field("index"));
      if (!names.add(node.index())) {
        problems.add(
            field("index"),
            ProblemCode.DUPLICATE_ITEM,
            "index \"" + node.index() + "\" has the name of the item: rename one of them");
      }
    }
    loop(names, node.body());
    return null;
  }

  @Override
  public Void whileTrue(WhileNode node) {
    if (node.limit() != null && node.limit() < 1) {
      problems.add(
          field("limit"),
          ProblemCode.OUT_OF_RANGE,
          "limit is " + node.limit() + ": it must be at least 1");
    }
    scope.beginLoop(Set.of(), node.body());
    expressions.condition(node.when(), "while", field("when"));
    block(node.body(), field("body"));
    scope.endLoop();
    return null;
  }

  private void loop(Set<String> names, List<Node> body) {
    String bodyAt = field("body");
    scope.beginLoop(names, body);
    block(body, bodyAt);
    scope.endLoop();
  }

  @Override
  public Void breakLoop(BreakNode node) {
    inLoop("break");
    return null;
  }

  @Override
  public Void continueLoop(ContinueNode node) {
    inLoop("continue");
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

  private void inLoop(String thing) {
    if (!scope.inLoop()) {
      problems.add(
          pointer,
          ProblemCode.NOT_IN_A_LOOP,
          "a " + thing + " stands in no loop of its state: put it in a for or while, or drop it");
    }
  }

  private String field(String name) {
    return JsonPointers.child(pointer, name);
  }

  /**
   * One of several bodies.
   *
   * @param condition checks what leads to it
   */
  private record Alternative(Runnable condition, List<Node> body) {}
}
