package io.sglflink.plan;

import io.sglflink.program.CallNode;
import io.sglflink.program.CopyNode;
import io.sglflink.program.ForkNode;
import io.sglflink.program.GenNode;
import io.sglflink.program.Node;
import io.sglflink.program.OnNode;
import io.sglflink.program.SelectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What nodes do somewhere in them. */
final class NodeFacts {

  private NodeFacts() {}

  /** Whether the state at hand gets a step. */
  static boolean hasOwnStep(List<Node> body) {
    return any(body, false);
  }

  /** Whether the state at hand or another one gets a step. */
  static boolean hasStep(List<Node> body) {
    return any(body, true);
  }

  private static boolean any(List<Node> body, boolean elsewhere) {
    Deque<Node> open = new ArrayDeque<>(body);
    while (!open.isEmpty()) {
      Node node = open.pop();
      boolean other = node instanceof OnNode || node instanceof ForkNode;
      if (node instanceof GenNode
          || node instanceof SelectNode
          || (elsewhere && node instanceof CallNode)) {
        return true;
      }
      if (elsewhere || !other || node instanceof CopyNode) {
        open.addAll(node.children());
      }
    }
    return false;
  }
}
