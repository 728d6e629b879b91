package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.program.CallNode;
import io.sglflink.program.CopyNode;
import io.sglflink.program.Expression;
import io.sglflink.program.ForkNode;
import io.sglflink.program.Function;
import io.sglflink.program.JoinNode;
import io.sglflink.program.Node;
import io.sglflink.program.OnNode;
import io.sglflink.program.Program;
import io.sglflink.program.validate.Arguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates the nodes that make other states, give them work and take it over. */
final class StateNodes {

  /** Calls inside each other. */
  static final int MAX_CALLS = 32;

  /** Work that a body counts which is given to a state. */
  private static final int GIVEN = 256;

  private final Strand strand;
  private final ExpressionEvaluator expressions;

  StateNodes(Strand strand, ExpressionEvaluator expressions) {
    this.strand = strand;
    this.expressions = expressions;
  }

  void fork(ForkNode node) {
    JsonNode items = node.in() == null ? null : expressions.list(node.in(), "the fork");
    int count = items == null ? expressions.count(node.count(), "the count") : items.size();
    strand.budget().states(count);
    Place place = strand.place();
    List<Strand> made = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Strand child = strand.strands().fork(strand);
      made.add(child);
      if (!node.body().isEmpty()) {
        Names names = strand.names().snapshot();
        names.setLocal(node.item(), items == null ? IntNode.valueOf(i) : items.get(i));
        give(child, names, node.body(), place.iteration(i));
      }
    }
    strand.names().setStates(node.name(), new StateGroup(true, made));
  }

  void on(OnNode node) {
    List<Strand> states = expressions.states(node.state());
    boolean one = node.state().at() != null || !strand.names().states(node.state().name()).forked();
    Place place = strand.place();
    for (int i = 0; i < states.size(); i++) {
      Place at = one ? place : place.iteration(i);
      give(states.get(i), strand.names().snapshot(), node.body(), at);
    }
  }

  private void give(Strand to, Names names, List<Node> body, Place place) {
    strand.budget().work(GIVEN + (long) ValueBudget.ITEM * names.localCount());
    strand.strands().give(to, new Work(names, body, place.child("body")));
  }

  void join(JoinNode node) {
    Join.join(strand, expressions.forked(node.state()), node.mode());
  }

  /** Makes a copy; what is returned ends it. */
  Runnable copy(CopyNode node) {
    strand.budget().states(1);
    List<Strand> copy = List.of(strand.strands().fork(strand));
    strand.names().setStates(node.name(), new StateGroup(false, copy));
    return () -> Join.join(strand, copy, JoinNode.Mode.GATHER_VARIABLE);
  }

  void call(CallNode node) {
    Map<String, JsonNode> args = new LinkedHashMap<>();
    for (Map.Entry<String, Expression> arg : node.args().entrySet()) {
      args.put(arg.getKey(), expressions.value(arg.getValue()));
    }
    Program program = strand.context().program();
    Place place = strand.place();
    if (node.function().equals(program.name())) {
      call(node, program, args, place.enter(""));
      return;
    }
    for (int i = 0; i < program.functions().size(); i++) {
      Function function = program.functions().get(i);
      if (node.function().equals(function.name())) {
        Program called = new Program(function.name(), function.parameters(), function.body());
        call(node, called, args, place.enter("/functions/" + i));
        return;
      }
    }
    throw new IllegalStateException("the program has no function " + node.function());
  }

  private void call(CallNode node, Program called, Map<String, JsonNode> args, Place place) {
    Arguments.Binding binding = Arguments.bind(called, args);
    if (!binding.valid()) {
      throw new RequestFailedException(
          FailureCode.INVALID_ARGUMENT, binding.problems().get(0).message());
    }
    Names names = strand.names().ofCall(binding.values());
    ValueBudget.require("calls in each other", names.calls(), MAX_CALLS, "call less deep");
    strand.budget().states(1);
    Strand made = strand.strands().makeEmpty(strand);
    strand.names().setStates(node.state(), new StateGroup(false, List.of(made)));
    strand.strands().give(made, new Work(names, called.body(), place.child("body")));
  }
}
