package io.sglflink.python.show;

import io.sglflink.program.Expression;
import io.sglflink.program.ForkNode;
import io.sglflink.program.Node;
import io.sglflink.program.Program;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Writes single expressions of a program, in which {@code s} is the state at hand. */
public final class ExpressionSource {

  private final ExpressionPrinter printer;

  public ExpressionSource(Program program) {
    Set<String> forks = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>(program.body());
    program.functions().forEach(function -> open.addAll(function.body()));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof ForkNode fork) {
        forks.add(fork.name());
      }
      open.addAll(node.children());
    }
    printer = new ExpressionPrinter(new Names(new HashSet<>()), "s", forks::contains);
  }

  /** The expression as Python. */
  public String print(Expression expression) {
    return printer.print(expression);
  }
}
