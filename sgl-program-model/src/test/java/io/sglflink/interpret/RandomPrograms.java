package io.sglflink.interpret;

import static io.sglflink.interpret.Nodes.local;
import static io.sglflink.interpret.Nodes.number;
import static io.sglflink.interpret.Nodes.own;
import static io.sglflink.interpret.Nodes.read;

import io.sglflink.model.Role;
import io.sglflink.program.BreakNode;
import io.sglflink.program.ContinueNode;
import io.sglflink.program.Expression;
import io.sglflink.program.Function;
import io.sglflink.program.Node;
import io.sglflink.program.Operator;
import io.sglflink.program.Program;
import io.sglflink.program.SourceMap;
import io.sglflink.program.StateRead.Aspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Programs of all kinds of nodes by a seed. Variables and states are mostly read where they are
 * there, so that most runs complete.
 */
final class RandomPrograms {

  private static final List<String> VARIABLES = List.of("x", "y", "z");

  private final Random random;
  private final int functions;
  private int locals;

  private RandomPrograms(long seed) {
    random = new Random(seed);
    functions = random.nextInt(3);
  }

  static Program of(long seed) {
    return new RandomPrograms(seed).program();
  }

  private Program program() {
    List<Function> made = new ArrayList<>();
    for (int i = 0; i < functions; i++) {
      made.add(new Function("f" + i, List.of(), body(new Around(i, 2, false, false))));
    }
    List<Node> body = body(new Around(functions, 4, false, false));
    return new Program("p", List.of(), body, made, SourceMap.NONE);
  }

  /**
   * What is around a node.
   *
   * @param callable how many functions may be called
   * @param depth blocks that may still be inside
   * @param forks names of forks that were made
   * @param singles names of copies and calls that were made
   */
  private record Around(
      int callable,
      int depth,
      boolean inRole,
      boolean inLoop,
      Set<String> forks,
      Set<String> singles) {

    Around(int callable, int depth, boolean inRole, boolean inLoop) {
      this(callable, depth, inRole, inLoop, new TreeSet<>(), new TreeSet<>());
    }

    /** In a block of the same frame: what it makes may not be there after it. */
    Around inside(boolean role, boolean loop) {
      return new Around(
          callable,
          depth - 1,
          inRole || role,
          inLoop || loop,
          new TreeSet<>(forks),
          new TreeSet<>(singles));
    }

    /** In a body of another state. */
    Around elsewhere() {
      return new Around(callable, depth - 1, true, false);
    }
  }

  private List<Node> body(Around around) {
    List<Node> body = new ArrayList<>();
    for (int i = 1 + random.nextInt(3 + around.depth()); i > 0; i--) {
      body.add(node(around));
    }
    return body;
  }

  private Node[] nodes(Around around) {
    return body(around).toArray(Node[]::new);
  }

  private Node node(Around around) {
    int kind = random.nextInt(around.depth() > 0 ? 24 : 9);
    return switch (kind) {
      case 0, 1 -> Nodes.say(Expression.text("t" + random.nextInt(9)), value(around));
      case 2, 3, 4 -> Nodes.gen(oneOf(VARIABLES));
      case 5 -> Nodes.select(oneOf(VARIABLES), "是", "不是");
      case 6 -> Nodes.set(oneOf(VARIABLES), value(around));
      case 7 -> exit(around);
      case 8 -> given(around);
      case 9 -> Nodes.when(condition(around), nodes(around.inside(false, false)));
      case 10 -> Nodes.forEach(newLocal(), Nodes.range(random.nextInt(3)), nodes(loop(around)));
      case 11 -> counted(around);
      case 12 -> Nodes.scope(oneOf(VARIABLES), nodes(around.inside(false, false)));
      case 13 ->
          around.inRole()
              ? Nodes.text("in a message")
              : Nodes.role(oneOf(List.of(Role.values())), nodes(around.inside(true, false)));
      case 14, 15, 16 -> fork(around);
      case 17, 18 -> given(around);
      case 19 -> copy(around);
      case 20 -> call(around);
      case 21 -> joined(around);
      default -> Nodes.say(value(around));
    };
  }

  private static Around loop(Around around) {
    return around.inside(false, true);
  }

  private Node exit(Around around) {
    Node way =
        !around.inLoop()
            ? Nodes.text("stay")
            : random.nextBoolean() ? new BreakNode() : new ContinueNode();
    return Nodes.when(condition(around), Nodes.text("exit"), way);
  }

  /** A while that counts to three at most. */
  private Node counted(Around around) {
    String counter = newLocal();
    List<Node> body = body(loop(around));
    body.add(0, Nodes.let(counter, Nodes.plus(local(counter), number(1))));
    Expression more = Expression.lt(local(counter), number(1 + random.nextInt(3)));
    Node loop = Nodes.loop(more, body.toArray(Node[]::new));
    return Nodes.when(Expression.text("always"), Nodes.let(counter, number(0)), loop);
  }

  private Node fork(Around around) {
    String name = "s" + random.nextInt(3);
    around.singles().remove(name);
    around.forks().add(name);
    Node[] body = random.nextBoolean() ? nodes(around.elsewhere()) : new Node[0];
    return random.nextBoolean()
        ? Nodes.fork(name, 1 + random.nextInt(3), body)
        : Nodes.forkOver(name, Expression.list("甲", "乙"), body);
  }

  private Node given(Around around) {
    Set<String> states = new TreeSet<>(around.forks());
    states.addAll(around.singles());
    if (states.isEmpty()) {
      return Nodes.gen("x");
    }
    String state = oneOf(List.copyOf(states));
    Node[] body = around.depth() > 0 ? nodes(around.elsewhere()) : new Node[] {Nodes.gen("y")};
    return around.forks().contains(state) && random.nextBoolean()
        ? Nodes.onOne(state, random.nextBoolean() ? 0 : -1, body)
        : Nodes.on(state, body);
  }

  private Node copy(Around around) {
    String name = "c" + random.nextInt(2);
    Around inside = around.inside(false, false);
    inside.singles().add(name);
    around.singles().add(name);
    return Nodes.copy(name, nodes(inside));
  }

  private Node call(Around around) {
    if (around.callable() == 0) {
      return Nodes.gen("z");
    }
    String name = "k" + random.nextInt(2);
    around.singles().add(name);
    return Nodes.call(name, "f" + random.nextInt(around.callable()), Map.of());
  }

  private Node joined(Around around) {
    if (around.forks().isEmpty()) {
      return Nodes.text("none");
    }
    String state = oneOf(List.copyOf(around.forks()));
    return random.nextBoolean() ? Nodes.join(state) : Nodes.joinTexts(state);
  }

  private Expression condition(Around around) {
    return random.nextInt(3) == 0
        ? own(Aspect.HAS, oneOf(VARIABLES))
        : Expression.operation(
            Operator.EQ,
            Expression.operation(
                Operator.MOD, Expression.operation(Operator.LEN, value(around)), number(2)),
            number(random.nextInt(2)));
  }

  /** A text. */
  private Expression value(Around around) {
    String variable = oneOf(VARIABLES);
    Set<String> states = new TreeSet<>(around.forks());
    states.addAll(around.singles());
    if (!states.isEmpty() && random.nextInt(3) == 0) {
      String state = oneOf(List.copyOf(states));
      return Nodes.str(
          switch (random.nextInt(5)) {
            case 0 -> read(state, Aspect.TEXT);
            case 1 -> read(state, Aspect.HAS, variable);
            case 2 -> read(state, Aspect.META, variable);
            case 3 -> read(state, Aspect.MESSAGES);
            default ->
                random.nextInt(8) == 0
                    ? read(state, Aspect.VAR, variable)
                    : read(state, Aspect.RET_VALUE);
          });
    }
    Expression read =
        random.nextInt(20) == 0
            ? Expression.var(variable)
            : Expression.operation(
                Operator.IF,
                own(Aspect.HAS, variable),
                own(Aspect.VAR, variable),
                Expression.text("-"));
    return Nodes.str(read);
  }

  private String newLocal() {
    locals++;
    return "n" + locals;
  }

  private <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
