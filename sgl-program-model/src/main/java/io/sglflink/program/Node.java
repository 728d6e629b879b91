package io.sglflink.program;

import java.util.List;

/** One statement of a program. */
public sealed interface Node
    permits TextNode, GenNode, SelectNode, RoleNode, IfNode, ForNode, ImageNode {

  /** Calls the visitor's method for this kind of node. */
  <R> R accept(Visitor<R> visitor);

  /** The nodes directly in this one, in document order. */
  default List<Node> children() {
    return List.of();
  }

  /** One method per kind of node. */
  interface Visitor<R> {

    R text(TextNode node);

    R gen(GenNode node);

    R select(SelectNode node);

    R role(RoleNode node);

    R when(IfNode node);

    R forEach(ForNode node);

    R image(ImageNode node);
  }
}
