package io.sglflink.interpret;

import io.sglflink.program.Node;
import java.util.List;

/** Evaluates a body, and ends what the node began before it, however the body is left. */
final class BracketFrame implements Frame {

  private final List<Node> body;
  private final Place place;
  private final Runnable end;
  private boolean begun;

  /**
   * @param place of the node
   * @param end may throw {@link Waiting} before it changes anything
   */
  BracketFrame(List<Node> body, Place place, Runnable end) {
    this.body = body;
    this.place = place;
    this.end = end;
  }

  @Override
  public ModelStep<?> advance(Strand strand) {
    if (begun) {
      end(strand);
    } else {
      begun = true;
      strand.push(new BlockFrame(body, place.child("body")));
    }
    return null;
  }

  @Override
  public void leave(Strand strand, Exit exit) {
    end(strand);
  }

  private void end(Strand strand) {
    end.run();
    strand.pop();
  }

  @Override
  public Place place() {
    return place;
  }
}
