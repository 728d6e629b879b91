package io.sglflink.interpret;

import io.sglflink.program.Node;
import io.sglflink.program.validate.JsonPointers;
import java.util.List;

/** Evaluates the nodes of a body one after the other. */
final class BlockFrame implements Frame {

  private final List<Node> body;
  private final String owner;
  private int next;

  /**
   * @param owner pointer to the node, or the program, that has this body
   */
  BlockFrame(List<Node> body, String owner) {
    this.body = body;
    this.owner = owner;
  }

  @Override
  public ModelStep<?> advance(Strand strand) {
    if (next == body.size()) {
      strand.pop();
      return null;
    }
    return body.get(next++).accept(strand.evaluator());
  }

  @Override
  public String pointer() {
    return JsonPointers.child(JsonPointers.child(owner, "body"), Math.max(0, next - 1));
  }
}
