package io.sglflink.python.compile;

import io.sglflink.program.Expression;
import io.sglflink.program.LetNode;
import io.sglflink.program.LocalRef;
import io.sglflink.program.Node;
import io.sglflink.program.OnNode;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/** A list of nodes in the making, and what can be seen from there. */
final class Block {

  private final Frame frame;
  private final Scope scope;
  private final Level level;
  private final boolean conditional;
  private final boolean open;
  private final int loops;
  private final List<Node> nodes;

  private Block(
      Frame frame,
      Scope scope,
      Level level,
      boolean conditional,
      boolean open,
      int loops,
      List<Node> nodes) {
    this.frame = frame;
    this.scope = scope;
    this.level = level;
    this.conditional = conditional;
    this.open = open;
    this.loops = loops;
    this.nodes = nodes;
  }

  /** A function's body. */
  static Block root(Frame frame, Scope scope) {
    return new Block(frame, scope, Level.root(), false, true, 0, new ArrayList<>());
  }

  /** A block of which nobody knows whether it is evaluated: a branch. */
  Block inner() {
    return new Block(frame, scope, level, true, true, loops, new ArrayList<>());
  }

  /** A block that is evaluated where it stands: a message, a scope, a copy. */
  Block straight() {
    return new Block(frame, scope, level, conditional, true, loops, new ArrayList<>());
  }

  /** The body of a loop. */
  Block loop() {
    return new Block(frame, scope, level, true, true, loops + 1, new ArrayList<>());
  }

  /** The same block with names of its own: of a comprehension, or of a helper. */
  Block within(Scope inner) {
    return new Block(frame, inner, level, conditional, open, loops, nodes);
  }

  /** The same block for an expression that is perhaps not evaluated. */
  Block perhaps() {
    return new Block(frame, scope, level, true, false, loops, nodes);
  }

  /** What is given to a state. */
  Block on(Handle state) {
    return new Block(frame, scope, Level.on(state, this), false, true, 0, new ArrayList<>());
  }

  Frame frame() {
    return frame;
  }

  Scope scope() {
    return scope;
  }

  Level level() {
    return level;
  }

  boolean conditional() {
    return conditional;
  }

  /** Whether break and continue have a loop. */
  boolean inLoop() {
    return loops > 0;
  }

  /** A function's body, and not what it gives to another state. */
  boolean returns() {
    return level.outer() == null;
  }

  List<Node> nodes() {
    return nodes;
  }

  /** Adds a node that stands at {@code at}. */
  void add(Node node, Syntax at) {
    if (node instanceof LetNode let) {
      level.made(let.name());
    }
    int last = nodes.size() - 1;
    if (node instanceof OnNode on
        && last >= 0
        && nodes.get(last) instanceof OnNode before
        && before.state().equals(on.state())) {
      List<Node> both = new ArrayList<>(before.body());
      both.addAll(on.body());
      nodes.set(last, frame.place(new OnNode(on.state(), both), frame.placeOf(before)));
    } else {
      nodes.add(frame.place(node, at));
    }
  }

  /**
   * Adds a node that an expression needs before it.
   *
   * @throws RefusedException where the expression is perhaps not evaluated
   */
  void prepare(Node node, Syntax at) {
    if (!open) {
      throw new RefusedException(
          at,
          "a call or comprehension is evaluated here only sometimes: assign it to a name in a statement before");
    }
    add(node, at);
  }

  /** A new local that holds a value. */
  LocalRef hold(String base, Expression value, Syntax at) {
    String name = frame.fresh(base);
    prepare(new LetNode(name, value), at);
    return new LocalRef(name);
  }
}
