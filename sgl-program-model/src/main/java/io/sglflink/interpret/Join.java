package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sglflink.program.JoinNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Waits for strands and takes over what they made. */
final class Join {

  private Join() {}

  static void join(Strand strand, List<Strand> others, JoinNode.Mode mode) {
    StateGroup.await(others);
    switch (mode) {
      case GATHER_VARIABLE -> gather(strand, others);
      case CONCATE_AND_APPEND -> append(strand, others);
    }
  }

  private static void gather(Strand strand, List<Strand> others) {
    Map<String, ArrayNode> gathered = new LinkedHashMap<>();
    for (Strand other : others) {
      strand.budget().work(1L + other.state().variables().size());
      for (Map.Entry<String, JsonNode> variable : other.state().variables().entrySet()) {
        if (!strand.state().variables().containsKey(variable.getKey())) {
          strand.budget().work(ValueBudget.ITEM + ValueBudget.size(variable.getValue()));
          gathered
              .computeIfAbsent(variable.getKey(), name -> JsonNodeFactory.instance.arrayNode())
              .add(variable.getValue());
        }
      }
    }
    gathered.forEach(
        (name, values) -> strand.state().set(name, ExpressionEvaluator.notTooDeep(values)));
  }

  private static void append(Strand strand, List<Strand> others) {
    for (Strand other : others) {
      strand.state().append(other.state().textSinceFork());
    }
  }
}
