package io.sglflink.program;

/** One statement of a program. */
public sealed interface Node permits TextNode, GenNode, SelectNode, RoleNode {

  /** Calls the visitor's method for this kind of node. */
  <R> R accept(Visitor<R> visitor);

  /** One method per kind of node. */
  interface Visitor<R> {

    R text(TextNode node);

    R gen(GenNode node);

    R select(SelectNode node);

    R role(RoleNode node);
  }
}
