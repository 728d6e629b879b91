package io.sglflink.program;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Collects the arguments that a body uses, in the order of first use; however deep it is. */
final class UsedArguments implements Node.Visitor<Void>, Expression.Visitor<Void> {

  private final Set<String> names = new LinkedHashSet<>();
  private final Deque<Runnable> visits = new ArrayDeque<>();

  private UsedArguments() {}

  static List<Parameter> parameters(List<Node> body) {
    UsedArguments used = new UsedArguments();
    used.visit(used.nodes(body));
    while (!used.visits.isEmpty()) {
      used.visits.pop().run();
    }
    return used.names.stream().map(Parameter::required).toList();
  }

  @Override
  public Void text(TextNode node) {
    return visit(expressions(node.parts()));
  }

  @Override
  public Void gen(GenNode node) {
    return visit(
        Stream.of(
                optional(node.name()),
                optional(node.form().choices()),
                expressions(node.computed().values()))
            .flatMap(each -> each));
  }

  @Override
  public Void select(SelectNode node) {
    return visit(Stream.concat(optional(node.name()), optional(node.choices())));
  }

  @Override
  public Void role(RoleNode node) {
    return visit(nodes(node.body()));
  }

  @Override
  public Void when(IfNode node) {
    Stream<Runnable> branches =
        node.branches().stream()
            .flatMap(
                branch -> Stream.concat(expressions(List.of(branch.when())), nodes(branch.body())));
    return visit(Stream.concat(branches, nodes(node.otherwise())));
  }

  @Override
  public Void forEach(ForNode node) {
    return visit(Stream.concat(expressions(List.of(node.in())), nodes(node.body())));
  }

  @Override
  public Void image(ImageNode node) {
    return node.source().accept(this);
  }

  @Override
  public Void roleBegin(RoleBeginNode node) {
    return null;
  }

  @Override
  public Void roleEnd(RoleEndNode node) {
    return null;
  }

  @Override
  public Void match(MatchNode node) {
    Stream<Runnable> cases =
        node.cases().stream()
            .flatMap(
                each ->
                    Stream.of(expressions(each.is()), optional(each.when()), nodes(each.body()))
                        .flatMap(part -> part));
    return visit(
        Stream.of(optional(node.value()), cases, nodes(node.otherwise())).flatMap(part -> part));
  }

  @Override
  public Void whileTrue(WhileNode node) {
    return visit(Stream.concat(optional(node.when()), nodes(node.body())));
  }

  @Override
  public Void breakLoop(BreakNode node) {
    return null;
  }

  @Override
  public Void continueLoop(ContinueNode node) {
    return null;
  }

  @Override
  public Void returnValue(ReturnNode node) {
    return visit(optional(node.value()));
  }

  @Override
  public Void let(LetNode node) {
    return visit(optional(node.value()));
  }

  @Override
  public Void set(SetNode node) {
    return visit(Stream.concat(optional(node.name()), optional(node.value())));
  }

  @Override
  public Void scope(ScopeNode node) {
    return visit(Stream.concat(optional(node.name()), nodes(node.body())));
  }

  @Override
  public Void fork(ForkNode node) {
    return visit(
        Stream.of(optional(node.count()), optional(node.in()), nodes(node.body()))
            .flatMap(part -> part));
  }

  @Override
  public Void on(OnNode node) {
    return visit(Stream.concat(optional(node.state().at()), nodes(node.body())));
  }

  @Override
  public Void join(JoinNode node) {
    return null;
  }

  @Override
  public Void copy(CopyNode node) {
    return visit(nodes(node.body()));
  }

  @Override
  public Void call(CallNode node) {
    return visit(expressions(node.args().values()));
  }

  @Override
  public Void state(StateRead expression) {
    StateRef state = expression.state();
    return visit(
        Stream.concat(
            optional(expression.name()), state == null ? Stream.of() : optional(state.at())));
  }

  @Override
  public Void literal(Literal expression) {
    return null;
  }

  @Override
  public Void argument(ArgumentRef expression) {
    names.add(expression.name());
    return null;
  }

  @Override
  public Void variable(VariableRef expression) {
    return null;
  }

  @Override
  public Void local(LocalRef expression) {
    return null;
  }

  @Override
  public Void list(ListExpression expression) {
    return visit(expressions(expression.items()));
  }

  @Override
  public Void object(ObjectExpression expression) {
    return visit(expressions(expression.fields().values()));
  }

  @Override
  public Void operation(Operation expression) {
    return visit(expressions(expression.operands()));
  }

  private Stream<Runnable> nodes(Collection<Node> nodes) {
    return nodes.stream().map(node -> () -> node.accept(this));
  }

  private Stream<Runnable> optional(Expression expression) {
    return expression == null ? Stream.of() : expressions(List.of(expression));
  }

  private Stream<Runnable> expressions(Collection<Expression> expressions) {
    return expressions.stream().map(expression -> () -> expression.accept(this));
  }

  /** Puts these visits before those that are waiting. */
  private Void visit(Stream<Runnable> next) {
    List<Runnable> inOrder = next.toList();
    for (int i = inOrder.size() - 1; i >= 0; i--) {
      visits.push(inOrder.get(i));
    }
    return null;
  }
}
