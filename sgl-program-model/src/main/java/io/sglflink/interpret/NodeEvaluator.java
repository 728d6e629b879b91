package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.FailureCode;
import io.sglflink.model.LogprobOptions;
import io.sglflink.model.RequestFailedException;
import io.sglflink.program.BreakNode;
import io.sglflink.program.CallNode;
import io.sglflink.program.ContinueNode;
import io.sglflink.program.CopyNode;
import io.sglflink.program.Expression;
import io.sglflink.program.ForNode;
import io.sglflink.program.ForkNode;
import io.sglflink.program.GenNode;
import io.sglflink.program.IfNode;
import io.sglflink.program.ImageNode;
import io.sglflink.program.JoinNode;
import io.sglflink.program.LetNode;
import io.sglflink.program.MatchNode;
import io.sglflink.program.Node;
import io.sglflink.program.OnNode;
import io.sglflink.program.OutputForm;
import io.sglflink.program.ReturnNode;
import io.sglflink.program.RoleBeginNode;
import io.sglflink.program.RoleEndNode;
import io.sglflink.program.RoleNode;
import io.sglflink.program.ScopeNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.SetNode;
import io.sglflink.program.TextNode;
import io.sglflink.program.WhileNode;

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
      return new GenStep(path, name(node.name()), node, strand);
    }
    LogprobOptions logprobs = node.sampling().logprobsOver(runLogprobs());
    return new SelectStep(
        path, name(node.name()), form.choices(), form.choicesMethod(), logprobs, strand);
  }

  @Override
  public ModelStep<?> select(SelectNode node) {
    return new SelectStep(
        strand.place().path(),
        name(node.name()),
        node.choices(),
        node.method(),
        runLogprobs(),
        strand);
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

  private String name(Expression name) {
    return name == null ? null : expressions.text(name, "the name");
  }

  @Override
  public ModelStep<?> roleBegin(RoleBeginNode node) {
    throw new UnsupportedOperationException("roleBegin");
  }

  @Override
  public ModelStep<?> roleEnd(RoleEndNode node) {
    throw new UnsupportedOperationException("roleEnd");
  }

  @Override
  public ModelStep<?> match(MatchNode node) {
    throw new UnsupportedOperationException("match");
  }

  @Override
  public ModelStep<?> whileTrue(WhileNode node) {
    throw new UnsupportedOperationException("whileTrue");
  }

  @Override
  public ModelStep<?> breakLoop(BreakNode node) {
    throw new UnsupportedOperationException("breakLoop");
  }

  @Override
  public ModelStep<?> continueLoop(ContinueNode node) {
    throw new UnsupportedOperationException("continueLoop");
  }

  @Override
  public ModelStep<?> returnValue(ReturnNode node) {
    throw new UnsupportedOperationException("returnValue");
  }

  @Override
  public ModelStep<?> let(LetNode node) {
    throw new UnsupportedOperationException("let");
  }

  @Override
  public ModelStep<?> set(SetNode node) {
    throw new UnsupportedOperationException("set");
  }

  @Override
  public ModelStep<?> scope(ScopeNode node) {
    throw new UnsupportedOperationException("scope");
  }

  @Override
  public ModelStep<?> fork(ForkNode node) {
    throw new UnsupportedOperationException("fork");
  }

  @Override
  public ModelStep<?> on(OnNode node) {
    throw new UnsupportedOperationException("on");
  }

  @Override
  public ModelStep<?> join(JoinNode node) {
    throw new UnsupportedOperationException("join");
  }

  @Override
  public ModelStep<?> copy(CopyNode node) {
    throw new UnsupportedOperationException("copy");
  }

  @Override
  public ModelStep<?> call(CallNode node) {
    throw new UnsupportedOperationException("call");
  }
}
