package io.sglflink.program;

import io.sglflink.model.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Random nodes; what they refer to is known, and loops end. */
final class RandomNodes {

  private final Draw draw;
  private final KnownNames known;
  private final List<Function> functions;
  private final Place place;

  /**
   * @param functions that may be called
   */
  RandomNodes(Draw draw, KnownNames known, List<Function> functions) {
    this(draw, known, functions, new Place(true, false, true, List.of()));
  }

  private RandomNodes(Draw draw, KnownNames known, List<Function> functions, Place place) {
    this.draw = draw;
    this.known = known;
    this.functions = functions;
    this.place = place;
  }

  /**
   * @param depth of the blocks that may stand in this one
   */
  List<Node> body(int depth) {
    List<Node> body = new ArrayList<>();
    for (int i = draw.below(6) + depth / 2; i > 0; i--) {
      if (depth > 0 && draw.once(12)) {
        counting(depth - 1, body);
      } else if (depth > 0 && place.roles() && draw.once(12)) {
        message(depth - 1, body);
      } else {
        body.add(node(depth));
      }
    }
    return body;
  }

  private Node node(int depth) {
    return switch (draw.below(depth == 0 ? 7 : 15)) {
      case 0, 1 -> new TextNode(expressions().parts());
      case 2 -> steps().gen();
      case 3 -> steps().select();
      case 4 -> assign();
      case 5 -> call();
      case 6 -> jump();
      case 7 -> when(depth - 1);
      case 8 -> match(depth - 1);
      case 9 -> forEach(depth - 1);
      case 10 -> scope(depth - 1);
      case 11 -> fork(depth - 1);
      case 12 -> onOrJoin(depth - 1);
      case 13 -> copy(depth - 1);
      default -> role(depth - 1);
    };
  }

  private Node role(int depth) {
    if (place.roles()) {
      return new RoleNode(
          draw.oneOf(List.of(Role.values())), in(known.block(), place.inRole()).body(depth));
    }
    return draw.once(20) ? new ImageNode(expressions().reference()) : TextNode.of("no role");
  }

  private void message(int depth, List<Node> body) {
    Role role = draw.oneOf(List.of(Role.values()));
    body.add(new RoleBeginNode(role));
    body.addAll(in(known.block(), place.inOpenMessage()).body(depth));
    body.add(new RoleEndNode(role));
  }

  private Node assign() {
    if (draw.coin()) {
      Expression value = expressions().scalar();
      String name = draw.name();
      known.locals().add(name);
      return new LetNode(name, value);
    }
    Expression value = expressions().scalar();
    Expression name = expressions().variable(draw.name());
    steps().wrote(name);
    return new SetNode(name, value);
  }

  private Node jump() {
    if (place.loop() && draw.once(3)) {
      return draw.coin() ? new BreakNode() : new ContinueNode();
    }
    return place.returns() && draw.once(12)
        ? new ReturnNode(draw.maybe(expressions()::scalar))
        : new TextNode(expressions().parts());
  }

  private Node when(int depth) {
    Set<String> after = new LinkedHashSet<>();
    List<IfNode.Branch> branches = new ArrayList<>();
    for (int i = draw.below(2); i >= 0; i--) {
      Expression condition = expressions().condition(3);
      branches.add(new IfNode.Branch(condition, branch(depth, after)));
    }
    List<Node> otherwise = draw.coin() ? List.of() : branch(depth, after);
    mayRead(after);
    return new IfNode(branches, otherwise);
  }

  private Node match(int depth) {
    Expression value = expressions().scalar();
    Set<String> after = new LinkedHashSet<>();
    List<MatchNode.Case> cases = new ArrayList<>();
    for (int i = draw.below(3); i >= 0; i--) {
      List<Expression> is = draw.coin() ? List.of(expressions().plain()) : List.of(value, value);
      Expression when = draw.maybe(() -> expressions().condition(1));
      cases.add(new MatchNode.Case(is, when, branch(depth, after)));
    }
    List<Node> otherwise = draw.coin() ? List.of() : branch(depth, after);
    mayRead(after);
    return new MatchNode(value, cases, otherwise);
  }

  /** Seldom reads what only some ways to it have written. */
  private void mayRead(Collection<String> variables) {
    if (draw.once(6)) {
      known.variables().addAll(variables);
    }
  }

  private List<Node> branch(int depth, Set<String> after) {
    KnownNames inside = known.branch();
    List<Node> body = in(inside, place).body(depth);
    after.addAll(inside.variables());
    return body;
  }

  private Node forEach(int depth) {
    Expression in = expressions().list();
    String item = draw.name() + place.loops().size();
    String index = draw.maybe(() -> "#" + item);
    KnownNames inside = known.branch();
    inside.locals().add(item);
    if (index != null) {
      inside.locals().add(index);
    }
    List<Node> body = in(inside, place.inLoop(item)).body(depth);
    mayRead(inside.variables());
    return new ForNode(item, index, in, body);
  }

  /** A loop that counts, or one that seldom comes so far as its limit. */
  private void counting(int depth, List<Node> body) {
    if (draw.once(4)) {
      Expression condition = expressions().condition(2);
      List<Node> once = new ArrayList<>(in(known.branch(), place.inLoop("")).body(depth));
      once.add(new BreakNode());
      body.add(new WhileNode(condition, 1 + draw.below(3), once));
      return;
    }
    String counter = "n" + place.loops().size();
    body.add(new LetNode(counter, Literal.of(0)));
    known.locals().add(counter);
    List<Node> each = new ArrayList<>();
    each.add(
        new LetNode(
            counter,
            new Operation(Operator.ADD, List.of(Expression.local(counter), Literal.of(1)))));
    each.addAll(in(known.branch(), place.inLoop("")).body(depth));
    Expression condition = Expression.lt(Expression.local(counter), Literal.of(2));
    body.add(new WhileNode(condition, 3, each));
  }

  private Node scope(int depth) {
    Expression name = expressions().variable(draw.name());
    List<Node> body = in(known.block(), place).body(depth);
    steps().wrote(name);
    return new ScopeNode(name, body);
  }

  private Node fork(int depth) {
    String name = "forks " + draw.name();
    int size = draw.below(4);
    boolean counts = draw.coin();
    List<Expression> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(expressions().plain());
    }
    String item = draw.maybe(draw::name);
    KnownNames inside = known.otherState();
    if (item != null) {
      inside.locals().add(item);
    }
    List<Node> body = draw.coin() ? List.of() : in(inside, place.inOtherState()).body(depth);
    known.states().put(name, size);
    return new ForkNode(
        name, counts ? Literal.of(size) : null, counts ? null : Expression.list(items), item, body);
  }

  private Node onOrJoin(int depth) {
    List<String> states = expressions().states();
    if (states.isEmpty()) {
      return fork(depth);
    }
    String name = draw.oneOf(states);
    if (known.states().get(name) != null && draw.once(3)) {
      return new JoinNode(name, draw.oneOf(List.of(JoinNode.Mode.values())));
    }
    StateRef state = draw.coin() ? new StateRef(name, null) : expressions().one(name);
    List<Node> body = in(known.otherState(), place.inOtherState()).body(depth);
    return new OnNode(state, body);
  }

  private Node copy(int depth) {
    String name = "copy " + draw.name();
    KnownNames inside = known.block();
    inside.states().put(name, null);
    return new CopyNode(name, in(inside, place).body(depth));
  }

  private Node call() {
    if (functions.isEmpty()) {
      return new TextNode(expressions().parts());
    }
    Function function = draw.oneOf(functions);
    Map<String, Expression> args = new LinkedHashMap<>();
    for (Parameter parameter : function.parameters()) {
      if (parameter.isRequired() || draw.coin()) {
        args.put(parameter.name(), expressions().scalar());
      }
    }
    String state = draw.maybe(() -> "call " + draw.name());
    if (state != null) {
      known.states().put(state, null);
    }
    return new CallNode(state, function.name(), args);
  }

  private RandomNodes in(KnownNames names, Place inside) {
    return new RandomNodes(draw, names, functions, inside);
  }

  private RandomExpressions expressions() {
    return new RandomExpressions(draw, known);
  }

  private RandomSteps steps() {
    return new RandomSteps(draw, known);
  }

  /**
   * What may stand in a block.
   *
   * @param roles whether a message may begin here
   * @param loop whether a loop may be left here
   * @param returns whether the function may be left here
   * @param loops items of the loops around
   */
  private record Place(boolean roles, boolean loop, boolean returns, List<String> loops) {

    Place inRole() {
      return new Place(false, loop, returns, loops);
    }

    /** Whoever leaves such a message leaves it open. */
    Place inOpenMessage() {
      return new Place(false, false, false, loops);
    }

    Place inLoop(String item) {
      List<String> inside = new ArrayList<>(loops);
      inside.add(item);
      return new Place(roles, true, returns, inside);
    }

    Place inOtherState() {
      return new Place(roles, false, false, List.of());
    }
  }
}
