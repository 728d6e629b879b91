package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
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
      strand.pop();
      return null;
    }
    strand.budget().iteration();
    strand.names().setLocal(node.item(), items.get(next));
    strand.names().setLocal(node.index(), IntNode.valueOf(next));
    strand.push(new BlockFrame(node.body(), place.iteration(next).child("body")));
    next++;
    return null;
  }

  @Override
  public void leave(Strand strand, Exit exit) {
    leaveLoop(strand, exit);
  }

  /** A loop ends on its way out, or goes on. */
  static void leaveLoop(Strand strand, Exit exit) {
    if (exit != Exit.CONTINUE) {
      strand.pop();
    }
    if (exit != Exit.RETURN) {
      strand.endExit();
    }
  }

  @Override
  public Place place() {
    return place;
  }
}
