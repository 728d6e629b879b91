package io.sglflink.interpret;

import io.sglflink.program.WhileNode;

/** Evaluates a loop's body as long as its condition is true. */
final class WhileFrame implements Frame {

  private final WhileNode node;
  private final Place place;
  private int next;

  WhileFrame(WhileNode node, Place place) {
    this.node = node;
    this.place = place;
  }

  @Override
  public ModelStep<?> advance(Strand strand) {
    if (!strand.evaluator().isTrue(node.when())) {
      strand.pop();
      return null;
    }
    if (node.limit() != null) {
      ValueBudget.require(
          "iterations of the loop", next + 1L, node.limit(), "raise the limit or loop less often");
    }
    strand.budget().iteration();
    strand.push(new BlockFrame(node.body(), place.iteration(next).child("body")));
    next++;
    return null;
  }

  @Override
  public void leave(Strand strand, Exit exit) {
    ForFrame.leaveLoop(strand, exit);
  }

  @Override
  public Place place() {
    return place;
  }
}
