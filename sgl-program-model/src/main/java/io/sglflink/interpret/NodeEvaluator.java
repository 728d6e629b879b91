package io.sglflink.interpret;

import io.sglflink.program.Expression;
import io.sglflink.program.GenNode;
import io.sglflink.program.Node;
import io.sglflink.program.RoleNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.TextNode;

/** Evaluates one node: changes the state, pushes a frame, or returns a step for the model. */
final class NodeEvaluator implements Node.Visitor<ModelStep<?>> {

  private final Strand strand;

  NodeEvaluator(Strand strand) {
    this.strand = strand;
  }

  @Override
  public ModelStep<?> text(TextNode node) {
    ExpressionEvaluator expressions = new ExpressionEvaluator(strand);
    for (Expression part : node.parts()) {
      strand.state().append(expressions.text(part));
    }
    return null;
  }

  @Override
  public ModelStep<?> gen(GenNode node) {
    return node.choices() == null
        ? new GenStep(strand.pointer(), node, strand)
        : new SelectStep(strand.pointer(), node.name(), node.choices(), strand);
  }

  @Override
  public ModelStep<?> select(SelectNode node) {
    return new SelectStep(strand.pointer(), node.name(), node.choices(), strand);
  }

  @Override
  public ModelStep<?> role(RoleNode node) {
    strand.push(new RoleFrame(node, strand.pointer()));
    return null;
  }
}
