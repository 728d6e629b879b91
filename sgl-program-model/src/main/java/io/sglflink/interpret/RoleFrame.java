package io.sglflink.interpret;

import io.sglflink.model.ChatFormat;
import io.sglflink.program.RoleNode;

/** Opens a message, evaluates its body, closes it. */
final class RoleFrame implements Frame {

  private final RoleNode node;
  private final Place place;
  private boolean open;

  RoleFrame(RoleNode node, Place place) {
    this.node = node;
    this.place = place;
  }

  @Override
  public ModelStep<?> advance(Strand strand) {
    ChatFormat format = strand.context().chatFormat();
    if (open) {
      strand.state().endMessage(node.role(), format);
      strand.pop();
    } else {
      strand.state().beginMessage(node.role(), format);
      open = true;
      strand.push(new BlockFrame(node.body(), place.child("body")));
    }
    return null;
  }

  @Override
  public Place place() {
    return place;
  }
}
