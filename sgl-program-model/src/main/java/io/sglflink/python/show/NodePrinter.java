package io.sglflink.python.show;

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
import io.sglflink.python.compile.ReadOrder;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Writes the nodes of one function. */
final class NodePrinter implements Node.Visitor<Void> {

  private final Lines lines;
  private final Names names;
  private final ExpressionPrinter expressions;
  private final Appended appended;
  private final MatchPrinter matches;
  private final ForkPrinter forks;
  private final UnaryOperator<String> functions;
  private final BinaryOperator<String> arguments;

  NodePrinter(
      Lines lines,
      Names names,
      String state,
      UnaryOperator<String> functions,
      BinaryOperator<String> arguments,
      Uses uses) {
    this.arguments = arguments;
    this.lines = lines;
    this.names = names;
    this.functions = functions;
    this.forks = new ForkPrinter(this, lines, names, uses);
    this.expressions = new ExpressionPrinter(names, state, forks::isFork);
    this.appended = new Appended(expressions);
    this.matches = new MatchPrinter(this, lines, names);
  }

  ExpressionPrinter expressions() {
    return expressions;
  }

  /** The nodes as an indented block. */
  void block(String head, List<Node> nodes) {
    lines.add(head);
    lines.in();
    body(nodes);
    lines.out();
  }

  /** The nodes one behind the other, or pass. */
  void body(List<Node> nodes) {
    int before = lines.count();
    all(nodes);
    if (lines.count() == before) {
      lines.add("pass");
    }
  }

  void all(List<Node> nodes) {
    nodes.forEach(node -> node.accept(this));
  }

  private String append(String what) {
    return expressions.own() + " += " + what;
  }

  @Override
  public Void text(TextNode node) {
    return line(append(appended.of(node)));
  }

  @Override
  public Void gen(GenNode node) {
    return line(append(appended.of(node)));
  }

  @Override
  public Void select(SelectNode node) {
    return line(append(appended.of(node)));
  }

  @Override
  public Void image(ImageNode node) {
    return line(append(appended.of(node)));
  }

  private Void line(String text) {
    lines.add(text);
    return null;
  }

  @Override
  public Void role(RoleNode node) {
    String role = node.role().label();
    if (node.body().isEmpty()) {
      return line(append("sgl." + role + "()"));
    }
    boolean one = node.body().size() == 1 && !ReadOrder.isLate(List.of(node));
    String only = one ? appended.of(node.body().get(0)) : null;
    if (only != null) {
      return line(append("sgl." + role + "(" + only + ")"));
    }
    block("with " + expressions.own() + "." + role + "():", node.body());
    return null;
  }

  @Override
  public Void roleBegin(RoleBeginNode node) {
    return line(append("sgl." + node.role().label() + "_begin()"));
  }

  @Override
  public Void roleEnd(RoleEndNode node) {
    return line(append("sgl." + node.role().label() + "_end()"));
  }

  @Override
  public Void when(IfNode node) {
    String word = "if ";
    for (IfNode.Branch branch : node.branches()) {
      block(word + expressions.print(branch.when()) + ":", branch.body());
      word = "elif ";
    }
    if (!node.otherwise().isEmpty()) {
      block("else:", node.otherwise());
    }
    return null;
  }

  @Override
  public Void match(MatchNode node) {
    matches.match(node);
    return null;
  }

  @Override
  public Void forEach(ForNode node) {
    String list = expressions.print(node.in());
    String item = names.local(node.item());
    block(
        node.index() == null
            ? "for " + item + " in " + list + ":"
            : "for " + names.local(node.index()) + ", " + item + " in enumerate(" + list + "):",
        node.body());
    return null;
  }

  @Override
  public Void whileTrue(WhileNode node) {
    String limit = node.limit() == null ? "" : "  # at most " + node.limit() + " times";
    block("while " + expressions.print(node.when()) + ":" + limit, node.body());
    return null;
  }

  @Override
  public Void breakLoop(BreakNode node) {
    return line("break");
  }

  @Override
  public Void continueLoop(ContinueNode node) {
    return line("continue");
  }

  @Override
  public Void returnValue(ReturnNode node) {
    return line(node.value() == null ? "return" : "return " + expressions.print(node.value()));
  }

  @Override
  public Void let(LetNode node) {
    String value = expressions.print(node.value());
    return line(names.local(node.name()) + " = " + value);
  }

  @Override
  public Void set(SetNode node) {
    String value = expressions.print(node.value());
    return line(expressions.own() + "[" + expressions.print(node.name()) + "] = " + value);
  }

  @Override
  public Void scope(ScopeNode node) {
    String name = expressions.print(node.name());
    block("with " + expressions.own() + ".var_scope(" + name + "):", node.body());
    return null;
  }

  @Override
  public Void fork(ForkNode node) {
    forks.fork(node);
    return null;
  }

  @Override
  public Void on(OnNode node) {
    forks.on(node);
    return null;
  }

  @Override
  public Void join(JoinNode node) {
    String mode =
        node.mode() == JoinNode.Mode.GATHER_VARIABLE ? "" : "mode=\"" + node.mode().label() + "\"";
    return line(names.state(node.state()) + ".join(" + mode + ")");
  }

  @Override
  public Void copy(CopyNode node) {
    forks.single(node.name());
    String name = names.state(node.name());
    block("with " + expressions.own() + ".copy() as " + name + ":", node.body());
    return null;
  }

  @Override
  public Void call(CallNode node) {
    String arguments =
        node.args().entrySet().stream()
            .map(
                each ->
                    this.arguments.apply(node.function(), each.getKey())
                        + "="
                        + expressions.print(each.getValue()))
            .collect(Collectors.joining(", "));
    String call = functions.apply(node.function()) + "(" + arguments + ")";
    if (node.state() == null) {
      return line(call);
    }
    forks.single(node.state());
    return line(names.state(node.state()) + " = " + call);
  }
}
