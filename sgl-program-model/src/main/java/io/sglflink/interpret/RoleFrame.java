package io.sglflink.interpret;

import io.sglflink.model.ChatFormat;
import io.sglflink.program.RoleNode;

/** Opens a message, evaluates its body, closes it. */
final class RoleFrame implements Frame {

  private final RoleNode node;
  private final String pointer;
  private boolean open;

  RoleFrame(RoleNode node, String pointer) {
    this.node = node;
    this.pointer = pointer;
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
      strand.push(new BlockFrame(node.body(), pointer));
    }
    return null;
  }

  @Override
  public String pointer() {
    return pointer;
  }
}
