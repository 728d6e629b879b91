package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Makes states that begin as copies of the state at hand: its text, variables and open message.
 *
 * @param name what {@link OnNode}, {@link JoinNode} and {@link StateRead} call the states
 * @param count gives how many; null when {@code in} is set
 * @param in gives a list, for each item of which there is a state; null when {@code count} is set
 * @param item what {@link LocalRef} calls a state's item of the list, or its number from 0 under
 *     {@code count}, in the body; null for none
 * @param body what each state evaluates first; may be empty
 */
public record ForkNode(String name, Expression count, Expression in, String item, List<Node> body)
    implements Node {

  public ForkNode {
    requireNonNull(name, "name is null");
    body = List.copyOf(body);
  }

  /** A fork into a number of states that have nothing to do yet. */
  public ForkNode(String name, Expression count) {
    this(name, count, null, null, List.of());
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.fork(this);
  }

  @Override
  public List<Node> children() {
    return body;
  }
}
