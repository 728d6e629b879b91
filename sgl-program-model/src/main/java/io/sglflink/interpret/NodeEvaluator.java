package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.ChatFormat;
import io.sglflink.model.FailureCode;
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
import io.sglflink.program.ReturnNode;
import io.sglflink.program.RoleBeginNode;
import io.sglflink.program.RoleEndNode;
import io.sglflink.program.RoleNode;
import io.sglflink.program.ScopeNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.SetNode;
import io.sglflink.program.TextNode;
import io.sglflink.program.WhileNode;
import java.util.List;

/** Evaluates one node: changes the state, pushes a frame, or returns a step for the model. */
final class NodeEvaluator implements Node.Visitor<ModelStep<?>> {

  private final Strand strand;
  private final ExpressionEvaluator expressions;
  private final StateNodes states;

  NodeEvaluator(Strand strand) {
    this.strand = strand;
    this.expressions = new ExpressionEvaluator(strand);
    this.states = new StateNodes(strand, expressions);
  }

  @Override
  public ModelStep<?> text(TextNode node) {
    StringBuilder text = new StringBuilder();
    try {
      for (Expression part : node.parts()) {
        String more = expressions.text(part, "the text");
        strand
            .budget()
            .textLength(strand.state().textLength() + (long) text.length() + more.length());
        text.append(more);
      }
    } catch (RequestFailedException | StrandFailed e) {
      strand.state().append(text.toString()); // unlike with Waiting, there is no second time
      throw e;
    }
    strand.state().append(text.toString());
    return null;
  }

  @Override
  public ModelStep<?> gen(GenNode node) {
    return new GenResolver(strand, expressions).step(node, name(node.name()));
  }

  @Override
  public ModelStep<?> select(SelectNode node) {
    return new SelectStep(
        strand,
        name(node.name()),
        expressions.choices(node.choices()),
        node.method(),
        strand.context().request().sampling().logprobs());
  }

  @Override
  public ModelStep<?> role(RoleNode node) {
    ChatFormat format = strand.context().chatFormat();
    strand.state().beginMessage(node.role(), format);
    return bracket(node.body(), () -> strand.state().endMessage(node.role(), format));
  }

  @Override
  public ModelStep<?> roleBegin(RoleBeginNode node) {
    strand.state().beginMessage(node.role(), strand.context().chatFormat());
    return null;
  }

  @Override
  public ModelStep<?> roleEnd(RoleEndNode node) {
    strand.state().endMessage(node.role(), strand.context().chatFormat());
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

  @Override
  public ModelStep<?> when(IfNode node) {
    Place place = strand.place();
    for (int i = 0; i < node.branches().size(); i++) {
      IfNode.Branch branch = node.branches().get(i);
      if (isTrue(branch.when())) {
        return block(branch.body(), place.child("branches").child(i).child("body"));
      }
    }
    return block(node.otherwise(), place.child("else"));
  }

  @Override
  public ModelStep<?> match(MatchNode node) {
    Place place = strand.place();
    JsonNode value = expressions.value(node.value());
    for (int i = 0; i < node.cases().size(); i++) {
      MatchNode.Case each = node.cases().get(i);
      if (fits(value, each)) {
        return block(each.body(), place.child("cases").child(i).child("body"));
      }
    }
    return block(node.otherwise(), place.child("else"));
  }

  private boolean fits(JsonNode value, MatchNode.Case each) {
    for (Expression is : each.is()) {
      JsonNode other = expressions.value(is);
      strand.budget().work(1 + ValueBudget.size(value) + ValueBudget.size(other));
      if (Values.equal(value, other)) {
        return each.when() == null || isTrue(each.when());
      }
    }
    return false;
  }

  @Override
  public ModelStep<?> forEach(ForNode node) {
    JsonNode items = expressions.list(node.in(), "the loop");
    strand.push(new ForFrame(node, items, strand.place()));
    return null;
  }

  @Override
  public ModelStep<?> whileTrue(WhileNode node) {
    strand.push(new WhileFrame(node, strand.place()));
    return null;
  }

  @Override
  public ModelStep<?> breakLoop(BreakNode node) {
    strand.exit(Exit.BREAK);
    return null;
  }

  @Override
  public ModelStep<?> continueLoop(ContinueNode node) {
    strand.exit(Exit.CONTINUE);
    return null;
  }

  @Override
  public ModelStep<?> returnValue(ReturnNode node) {
    JsonNode value = node.value() == null ? null : expressions.value(node.value());
    strand.setReturned(value == null || value.isNull() ? null : value);
    strand.exit(Exit.RETURN);
    return null;
  }

  @Override
  public ModelStep<?> let(LetNode node) {
    strand.names().setLocal(node.name(), expressions.value(node.value()));
    return null;
  }

  @Override
  public ModelStep<?> set(SetNode node) {
    String name = name(node.name());
    JsonNode value = expressions.value(node.value());
    strand.budget().work(ValueBudget.ITEM + ValueBudget.size(value));
    strand.state().set(name, value);
    return null;
  }

  @Override
  public ModelStep<?> scope(ScopeNode node) {
    String name = name(node.name());
    int start = strand.state().textLength();
    return bracket(node.body(), () -> strand.state().setToTextFrom(start, name));
  }

  @Override
  public ModelStep<?> fork(ForkNode node) {
    states.fork(node);
    return null;
  }

  @Override
  public ModelStep<?> on(OnNode node) {
    states.on(node);
    return null;
  }

  @Override
  public ModelStep<?> join(JoinNode node) {
    states.join(node);
    return null;
  }

  @Override
  public ModelStep<?> copy(CopyNode node) {
    Runnable end = states.copy(node);
    return bracket(node.body(), end);
  }

  @Override
  public ModelStep<?> call(CallNode node) {
    states.call(node);
    return null;
  }

  /** Whether a condition is true, by Python's rules. */
  boolean isTrue(Expression condition) {
    return Values.isTrue(expressions.value(condition));
  }

  private ModelStep<?> block(List<Node> body, Place place) {
    strand.push(new BlockFrame(body, place));
    return null;
  }

  private ModelStep<?> bracket(List<Node> body, Runnable end) {
    strand.push(new BracketFrame(body, strand.place(), end));
    return null;
  }

  private String name(Expression expression) {
    return expression == null ? null : expressions.name(expression);
  }
}
