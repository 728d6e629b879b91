package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.program.ForNode;

/** Evaluates a loop's body for one item after the other. */
final class ForFrame implements Frame {

  private final ForNode node;
  private final JsonNode items;
  private final Place place;
  private int next;

  /**
   * @param items a list
   */
  ForFrame(ForNode node, JsonNode items, Place place) {
    this.node = node;
    this.items = items;
    this.place = place;
  }

  @Override
  public ModelStep<?> advance(Strand strand) {
    if (next == items.size()) {
      strand.state().removeLocal(node.item());
      strand.pop();
      return null;
    }
    strand.state().setLocal(node.item(), items.get(next));
    strand.push(new BlockFrame(node.body(), place.iteration(next).child("body")));
    next++;
    return null;
  }

  @Override
  public Place place() {
    return place;
  }
}
