package io.sglflink.python.compile;

import io.sglflink.program.Expression;
import io.sglflink.program.GenNode;
import io.sglflink.program.IfNode;
import io.sglflink.program.ImageNode;
import io.sglflink.program.Literal;
import io.sglflink.program.Node;
import io.sglflink.program.RoleBeginNode;
import io.sglflink.program.RoleEndNode;
import io.sglflink.program.RoleNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.StateRead;
import io.sglflink.program.TextNode;
import io.sglflink.program.VariableRef;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what an append reads of its own state behind what it appends: Python reads all of it before
 * anything is appended.
 */
public final class ReadOrder {

  private final Set<String> written;
  private boolean anyWritten;
  private boolean appended;
  private boolean said;
  private boolean late;

  private ReadOrder(Set<String> written) {
    this.written = written;
  }

  /** Whether one of the nodes that one append makes reads what one before it writes. */
  public static boolean isLate(List<Node> nodes) {
    ReadOrder order = new ReadOrder(new HashSet<>());
    order.all(nodes);
    return order.late;
  }

  private void all(List<Node> nodes) {
    nodes.forEach(this::one);
  }

  private void one(Node node) {
    Reads.expressions(node).flatMap(Reads::inside).forEach(this::read);
    if (node instanceof IfNode choice) {
      choice.branches().forEach(branch -> branch(branch.body()));
      branch(choice.otherwise());
    } else {
      appended |= node instanceof RoleNode;
      all(node.children());
    }
    write(node);
  }

  private void branch(List<Node> nodes) {
    ReadOrder inner = new ReadOrder(new HashSet<>(written));
    inner.anyWritten = anyWritten;
    inner.appended = appended;
    inner.said = said;
    inner.all(nodes);
    late |= inner.late;
  }

  private void read(Expression expression) {
    if (expression instanceof VariableRef variable) {
      late |= anyWritten || written.contains(variable.name());
    } else if (expression instanceof StateRead read && read.state() == null) {
      late |=
          switch (read.aspect()) {
            case TEXT -> appended;
            case MESSAGES -> said;
            default -> anyWritten || isWritten(read.name());
          };
    }
  }

  private boolean isWritten(Expression name) {
    String text = Values.text(name);
    return text == null ? !written.isEmpty() : written.contains(text);
  }

  private void write(Node node) {
    if (node instanceof GenNode gen) {
      name(gen.name());
    } else if (node instanceof SelectNode select) {
      name(select.name());
    }
    said |= node instanceof RoleNode || node instanceof RoleEndNode;
    appended |=
        node instanceof TextNode
            || node instanceof GenNode
            || node instanceof SelectNode
            || node instanceof ImageNode
            || node instanceof RoleBeginNode
            || node instanceof RoleEndNode;
  }

  private void name(Expression name) {
    if (name instanceof Literal) {
      written.add(Values.text(name));
    } else {
      anyWritten |= name != null;
    }
  }
}
