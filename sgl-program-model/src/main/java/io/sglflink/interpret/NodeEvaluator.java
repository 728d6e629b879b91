package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.FailureCode;
import io.sglflink.model.LogprobOptions;
import io.sglflink.model.RequestFailedException;
import io.sglflink.program.Expression;
import io.sglflink.program.ForNode;
import io.sglflink.program.GenNode;
import io.sglflink.program.IfNode;
import io.sglflink.program.ImageNode;
import io.sglflink.program.Node;
import io.sglflink.program.OutputForm;
import io.sglflink.program.RoleNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.TextNode;

/** Evaluates one node: changes the state, pushes a frame, or returns a step for the model. */
final class NodeEvaluator implements Node.Visitor<ModelStep<?>> {

  private final Strand strand;
  private final ExpressionEvaluator expressions;

  NodeEvaluator(Strand strand) {
    this.strand = strand;
    this.expressions = new ExpressionEvaluator(strand);
  }

  @Override
  public ModelStep<?> text(TextNode node) {
    for (Expression part : node.parts()) {
      strand.state().append(expressions.text(part, "the text"));
    }
    return null;
  }

  @Override
  public ModelStep<?> gen(GenNode node) {
    String path = strand.place().path();
    OutputForm form = node.form();
    if (!form.scored()) {
      return new GenStep(path, node, strand);
    }
    LogprobOptions logprobs = node.sampling().logprobsOver(runLogprobs());
    return new SelectStep(
        path, node.name(), form.choices(), form.choicesMethod(), logprobs, strand);
  }

  @Override
  public ModelStep<?> select(SelectNode node) {
    return new SelectStep(
        strand.place().path(), node.name(), node.choices(), node.method(), runLogprobs(), strand);
  }

  private LogprobOptions runLogprobs() {
    return strand.context().request().sampling().logprobs();
  }

  @Override
  public ModelStep<?> role(RoleNode node) {
    strand.push(new RoleFrame(node, strand.place()));
    return null;
  }

  @Override
  public ModelStep<?> when(IfNode node) {
    Place place = strand.place();
    for (int i = 0; i < node.branches().size(); i++) {
      IfNode.Branch branch = node.branches().get(i);
      if (expressions.isTrue(branch.when())) {
        Place body = place.child("branches").child(i).child("body");
        strand.push(new BlockFrame(branch.body(), body));
        return null;
      }
    }
    strand.push(new BlockFrame(node.otherwise(), place.child("else")));
    return null;
  }

  @Override
  public ModelStep<?> forEach(ForNode node) {
    JsonNode items = expressions.list(node.in());
    strand.budget().iterations(items.size());
    strand.push(new ForFrame(node, items, strand.place()));
    return null;
  }

  @Override
  public ModelStep<?> image(ImageNode node) {
    throw new RequestFailedException(
        FailureCode.IMAGE_UNSUPPORTED,
        "the model takes text only, image "
            + Values.shown(expressions.text(node.source(), "the source"))
            + " cannot be shown to it: describe it in the prompt");
  }
}
