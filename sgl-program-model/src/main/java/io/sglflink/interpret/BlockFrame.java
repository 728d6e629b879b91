package io.sglflink.interpret;

import io.sglflink.program.Node;
import java.util.List;

/** Evaluates the nodes of a body one after the other. */
final class BlockFrame implements Frame {

  private final List<Node> body;
  private final Place place;
  private int next;

  /**
   * @param place of the list of nodes
   */
  BlockFrame(List<Node> body, Place place) {
    this.body = body;
    this.place = place;
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
  public Place place() {
    return place.child(Math.max(0, next - 1));
  }
}
