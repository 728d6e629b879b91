package io.sglflink.plan;

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
import io.sglflink.program.ListExpression;
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
import io.sglflink.program.StateRef;
import io.sglflink.program.TextNode;
import io.sglflink.program.WhileNode;
import io.sglflink.program.validate.JsonPointers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Walks bodies in order, numbers their steps, and keeps account of the text on its way. */
final class Planner implements Node.Visitor<Void> {

  private static final String SIDE_BY_SIDE = "side by side with what follows";

  private final Function<Expression, String> source;
  private final Map<String, PromptSketch> states = new HashMap<>();

  /** States that have been given something since they were waited for. */
  private final Set<String> busy = new LinkedHashSet<>();

  private List<PlanLine> lines = new ArrayList<>();
  private PromptSketch pending;
  private String pointer = "";
  private int depth;
  private int steps;

  Planner(Function<Expression, String> source) {
    this.source = source;
    this.pending = new PromptSketch(source);
  }

  /** The lines of a body whose nodes are at {@code at}. */
  List<PlanLine> lines(List<Node> body, String at) {
    lines = new ArrayList<>();
    pending = new PromptSketch(source);
    states.clear();
    busy.clear();
    depth = 0;
    block(body, at);
    if (!pending.isSeen()) {
      line(0, "text " + pending, "no step follows: the model never sees it");
    }
    return lines;
  }

  private void block(List<Node> body, String at) {
    for (int i = 0; i < body.size(); i++) {
      pointer = JsonPointers.child(at, i);
      body.get(i).accept(this);
    }
  }

  private void inner(List<Node> body, String at) {
    depth++;
    block(body, at);
    depth--;
  }

  private void line(int step, String what, String... notes) {
    lines.add(new PlanLine(step, depth, what, List.of(notes), pointer));
  }

  /** A step takes all text before it with it. */
  private void step(String what, Expression name, List<String> notes) {
    List<String> all = new ArrayList<>();
    all.add(pending.isEmpty() ? "goes on where the last step ended" : "sends " + pending);
    all.addAll(notes);
    lines.add(new PlanLine(++steps, depth, what + named(name), all, pointer));
    pending.clear();
  }

  private String named(Expression name) {
    return name == null
        ? ""
        : " " + (name instanceof Literal text ? text.value().asText() : say(name));
  }

  private String say(Expression expression) {
    return source.apply(expression);
  }

  /** Tells which states these expressions wait for. */
  private void waits(Expression... expressions) {
    Set<String> names = new LinkedHashSet<>();
    for (Expression expression : expressions) {
      if (expression != null) {
        expression.accept(new StateNames(names));
      }
    }
    names.retainAll(busy);
    busy.removeAll(names);
    if (!names.isEmpty()) {
      line(0, "wait for " + String.join(", ", names), "until its steps are done");
    }
  }

  @Override
  public Void text(TextNode node) {
    waits(node.parts().toArray(Expression[]::new));
    node.parts().forEach(pending::add);
    return null;
  }

  @Override
  public Void gen(GenNode node) {
    node.computed().values().forEach(this::waits);
    List<String> notes = new ArrayList<>();
    if (node.form().scored()) {
      notes.add(choices(node.form().choices()));
    } else {
      Integer samples = node.sampling().n();
      if (samples != null && samples > 1) {
        notes.add(samples + " samples side by side, the prompt computed once");
      }
      notes.addAll(node.form().constraints());
    }
    step(node.form().scored() ? "select" : "gen", node.name(), notes);
    return null;
  }

  @Override
  public Void select(SelectNode node) {
    waits(node.choices());
    step("select", node.name(), List.of(choices(node.choices())));
    return null;
  }

  private String choices(Expression choices) {
    String count =
        choices instanceof ListExpression list
            ? list.items().size() + " choices"
            : "the choices of " + say(choices);
    return count + " side by side, the prompt computed once";
  }

  @Override
  public Void role(RoleNode node) {
    line(0, node.role().label() + ":");
    String at = pointer;
    pending.mark(node.role().label());
    inner(node.body(), JsonPointers.child(at, "body"));
    pending.mark("/" + node.role().label());
    return null;
  }

  @Override
  public Void roleBegin(RoleBeginNode node) {
    pending.mark(node.role().label());
    return null;
  }

  @Override
  public Void roleEnd(RoleEndNode node) {
    pending.mark("/" + node.role().label());
    return null;
  }

  @Override
  public Void image(ImageNode node) {
    waits(node.source());
    pending.mark("image");
    return null;
  }

  @Override
  public Void when(IfNode node) {
    String at = pointer;
    PromptSketch before = pending;
    List<PromptSketch> ways = new ArrayList<>();
    for (int i = 0; i < node.branches().size(); i++) {
      IfNode.Branch branch = node.branches().get(i);
      pointer = at;
      waits(branch.when());
      line(0, (i == 0 ? "if " : "elif ") + say(branch.when()) + ":");
      way(before, ways, branch.body(), at + "/branches/" + i + "/body");
    }
    if (!node.otherwise().isEmpty()) {
      pointer = at;
      line(0, "else:");
    }
    way(before, ways, node.otherwise(), at + "/else");
    pending = new PromptSketch(source);
    pending.merge(ways);
    return null;
  }

  private void way(PromptSketch before, List<PromptSketch> ways, List<Node> body, String at) {
    pending = before.copy();
    inner(body, at);
    ways.add(pending);
  }

  @Override
  public Void match(MatchNode node) {
    String at = pointer;
    waits(node.value());
    line(0, "match " + say(node.value()) + ":");
    PromptSketch before = pending;
    List<PromptSketch> ways = new ArrayList<>();
    for (int i = 0; i < node.cases().size(); i++) {
      MatchNode.Case each = node.cases().get(i);
      pointer = at;
      String values = each.is().stream().map(this::say).collect(Collectors.joining(" | "));
      line(0, "case " + values + (each.when() == null ? "" : " if " + say(each.when())) + ":");
      way(before, ways, each.body(), at + "/cases/" + i + "/body");
    }
    if (!node.otherwise().isEmpty()) {
      pointer = at;
      line(0, "case _:");
    }
    way(before, ways, node.otherwise(), at + "/else");
    pending = new PromptSketch(source);
    pending.merge(ways);
    return null;
  }

  @Override
  public Void forEach(ForNode node) {
    waits(node.in());
    String items = node.index() == null ? node.item() : node.index() + ", " + node.item();
    loop("for " + items + " in " + say(node.in()) + ":", node.body());
    return null;
  }

  @Override
  public Void whileTrue(WhileNode node) {
    waits(node.when());
    String most = node.limit() == null ? "" : "at most " + node.limit() + " times: ";
    loop(most + "while " + say(node.when()) + ":", node.body());
    return null;
  }

  private void loop(String what, List<Node> body) {
    if (NodeFacts.hasOwnStep(body)) {
      line(0, what, "one iteration after the other: each goes on with the last one's text");
    } else if (NodeFacts.hasStep(body)) {
      line(0, what, "the iterations' steps run side by side");
    } else {
      line(0, what);
    }
    PromptSketch before = pending.copy();
    inner(body, pointer + "/body");
    PromptSketch after = pending;
    pending = new PromptSketch(source);
    pending.merge(List.of(before, after));
  }

  @Override
  public Void breakLoop(BreakNode node) {
    line(0, "break");
    return null;
  }

  @Override
  public Void continueLoop(ContinueNode node) {
    line(0, "continue");
    return null;
  }

  @Override
  public Void returnValue(ReturnNode node) {
    waits(node.value());
    line(0, node.value() == null ? "return" : "return " + say(node.value()));
    return null;
  }

  @Override
  public Void let(LetNode node) {
    waits(node.value());
    return null;
  }

  @Override
  public Void set(SetNode node) {
    waits(node.name(), node.value());
    return null;
  }

  @Override
  public Void scope(ScopeNode node) {
    line(0, "scope" + named(node.name()) + ":");
    inner(node.body(), pointer + "/body");
    return null;
  }

  @Override
  public Void fork(ForkNode node) {
    waits(node.count(), node.in());
    String of =
        node.count() == null
            ? "for each item of " + say(node.in())
            : "into " + say(node.count()) + " states";
    line(0, "fork " + node.name() + " " + of, "they share the text so far: computed once");
    pending.markSeen();
    states.put(node.name(), pending.copy());
    if (!node.body().isEmpty()) {
      given(node.name(), node.body());
    }
    return null;
  }

  @Override
  public Void on(OnNode node) {
    StateRef state = node.state();
    waits(state.at());
    String which = state.at() == null ? state.name() : state.name() + "[" + say(state.at()) + "]";
    line(0, "on " + which + ":", SIDE_BY_SIDE);
    given(state.name(), node.body());
    return null;
  }

  /** A body that another state evaluates. */
  private void given(String state, List<Node> body) {
    busy.add(state);
    PromptSketch own = pending;
    pending = states.getOrDefault(state, new PromptSketch(source));
    inner(body, pointer + "/body");
    states.put(state, pending);
    pending = own;
  }

  @Override
  public Void join(JoinNode node) {
    String what =
        node.mode() == JoinNode.Mode.GATHER_VARIABLE
            ? "their variables come back as lists"
            : "their texts are appended";
    busy.remove(node.state());
    line(0, "join " + node.state(), "waits for all of its steps", what);
    if (node.mode() == JoinNode.Mode.CONCATE_AND_APPEND) {
      pending.mark("texts of " + node.state());
    }
    return null;
  }

  @Override
  public Void copy(CopyNode node) {
    line(0, "copy " + node.name() + ":", "it shares the text so far, and is joined at its end");
    pending.markSeen();
    states.put(node.name(), pending.copy());
    inner(node.body(), pointer + "/body");
    busy.remove(node.name());
    return null;
  }

  @Override
  public Void call(CallNode node) {
    node.args().values().forEach(this::waits);
    String name = node.state() == null ? "" : " as " + node.state();
    if (node.state() != null) {
      busy.add(node.state());
    }
    line(0, "call " + node.function() + name, SIDE_BY_SIDE, "begins with no text");
    return null;
  }
}
