package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.program.Expression;
import io.sglflink.program.StateRead;
import io.sglflink.program.StateRead.Aspect;
import io.sglflink.program.StateRef;
import java.util.List;

/** Finds states by their names, and reads what they have. */
final class StateReader {

  private final Strand strand;
  private final ExpressionEvaluator expressions;
  private final ValueBudget budget;

  StateReader(Strand strand, ExpressionEvaluator expressions, ValueBudget budget) {
    this.strand = strand;
    this.expressions = expressions;
    this.budget = budget;
  }

  /** The value, as part of an expression. */
  JsonNode read(StateRead read) {
    StateRef ref = read.state();
    if (read.aspect() == Aspect.SIZE) {
      return IntNode.valueOf(forked(ref.name(), "has a size").size());
    }
    String name = read.name() == null ? null : name(read.name());
    if (ref == null) {
      return read(strand, read.aspect(), name, "the state");
    }
    List<Strand> found = find(ref);
    StateGroup.await(found);
    String thing = "state " + Values.shown(ref.name());
    if (ref.at() != null || !group(ref.name()).forked()) {
      return read(found.get(0), read.aspect(), name, thing);
    }
    ArrayNode values = JsonNodeFactory.instance.arrayNode(found.size());
    for (Strand each : found) {
      budget.make(ValueBudget.ITEM);
      values.add(read(each, read.aspect(), name, thing + " " + values.size()));
    }
    return ExpressionEvaluator.notTooDeep(values);
  }

  /** The strands of all states that are meant, as part of an expression; none is waited for. */
  List<Strand> find(StateRef ref) {
    if (ref.at() == null) {
      return group(ref.name()).strands();
    }
    List<Strand> strands = forked(ref.name(), "takes an index");
    JsonNode at = ref.at().accept(expressions);
    String thing = ExpressionEvaluator.describe(ref.at(), "the index");
    if (!at.isIntegralNumber()) {
      throw failure(thing + " is " + Values.kind(at) + ": give an integer");
    }
    int size = strands.size();
    long index = at.canConvertToInt() ? at.intValue() : Long.MAX_VALUE;
    if (index < -size || index >= size) {
      throw failure(
          Values.shown(ref.name())
              + " has "
              + size
              + " states and none at "
              + Values.shown(at.asText())
              + ": fork into more, or give another index");
    }
    return List.of(strands.get((int) (index < 0 ? size + index : index)));
  }

  /** The strands of a fork. */
  List<Strand> forked(String name, String does) {
    StateGroup group = group(name);
    if (!group.forked()) {
      throw failure(
          Values.shown(name) + " is one state, of a copy or a call: only what a fork made " + does);
    }
    return group.strands();
  }

  private StateGroup group(String name) {
    StateGroup group = strand.names().states(name);
    if (group == null) {
      throw failure(
          "no fork, copy or call on the way here made a state "
              + Values.shown(name)
              + ": make it on every way");
    }
    return group;
  }

  /** The name that an expression gives, as part of one. */
  private String name(Expression expression) {
    return ExpressionEvaluator.text(expression.accept(expressions), expression, "the name");
  }

  private JsonNode read(Strand from, Aspect aspect, String name, String thing) {
    StrandState state = from.state();
    return switch (aspect) {
      case VAR -> made(variable(state, name, thing));
      case HAS -> BooleanNode.valueOf(state.variables().containsKey(name));
      case META -> made(meta(state.meta(name)));
      case TEXT -> {
        budget.make(state.textLength());
        yield ValueBudget.text(state.text());
      }
      case MESSAGES -> made(messages(state.messages()));
      case RET_VALUE -> from.returned() == null ? NullNode.getInstance() : made(from.returned());
      case SIZE -> throw new IllegalStateException("a state has no size");
    };
  }

  private static JsonNode variable(StrandState state, String name, String thing) {
    JsonNode value = state.variables().get(name);
    if (value == null) {
      throw failure(
          "variable "
              + Values.shown(name)
              + " of "
              + thing
              + " is not written: no node that writes it was on the way, ask with has before");
    }
    return value;
  }

  private static JsonNode meta(StepMeta meta) {
    return meta == null ? NullNode.getInstance() : meta.json();
  }

  private static JsonNode messages(List<ChatMessage> messages) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode(messages.size());
    for (ChatMessage message : messages) {
      list.addObject().put("role", message.role().label()).put("content", message.content());
    }
    return list;
  }

  private JsonNode made(JsonNode value) {
    budget.make(ValueBudget.size(value));
    return value;
  }

  private static RequestFailedException failure(String message) {
    return new RequestFailedException(FailureCode.EVALUATION_FAILED, message);
  }
}
