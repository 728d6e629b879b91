package io.sglflink.program;

import java.util.List;

/** One statement of a program. */
public sealed interface Node
    permits TextNode,
        GenNode,
        SelectNode,
        RoleNode,
        RoleBeginNode,
        RoleEndNode,
        ImageNode,
        IfNode,
        MatchNode,
        ForNode,
        WhileNode,
        BreakNode,
        ContinueNode,
        ReturnNode,
        LetNode,
        SetNode,
        ScopeNode,
        ForkNode,
        OnNode,
        JoinNode,
        CopyNode,
        CallNode {

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

    R roleBegin(RoleBeginNode node);

    R roleEnd(RoleEndNode node);

    R match(MatchNode node);

    R whileTrue(WhileNode node);

    R breakLoop(BreakNode node);

    R continueLoop(ContinueNode node);

    R returnValue(ReturnNode node);

    R let(LetNode node);

    R set(SetNode node);

    R scope(ScopeNode node);

    R fork(ForkNode node);

    R on(OnNode node);

    R join(JoinNode node);

    R copy(CopyNode node);

    R call(CallNode node);
  }
}
