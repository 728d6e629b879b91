package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Gives nodes to another state, which evaluates them in the order in which they are given, side by
 * side with what follows this node. The body sees the locals as they are now, and only its own
 * state; what it lets stays in it.
 *
 * @param state the state, or all states of a fork, each of which evaluates the body for itself
 * @param body the nodes
 */
public record OnNode(StateRef state, List<Node> body) implements Node {

  public OnNode {
    requireNonNull(state, "state is null");
    body = List.copyOf(body);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.on(this);
  }

  @Override
  public List<Node> children() {
    return body;
  }
}
