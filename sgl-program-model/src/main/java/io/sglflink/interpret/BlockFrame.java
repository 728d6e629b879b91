package io.sglflink.interpret;

import io.sglflink.program.Node;
import java.util.List;

/** Evaluates the nodes of a body one after the other. */
final class BlockFrame implements Frame {

  private final List<Node> body;
  private final Place place;
  private int at;
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
    at = next;
    ModelStep<?> step = body.get(at).accept(strand.evaluator());
    next++;
    return step;
  }

  @Override
  public void leave(Strand strand, Exit exit) {
    strand.pop();
  }

  @Override
  public Place place() {
    return place.child(at);
  }
}
