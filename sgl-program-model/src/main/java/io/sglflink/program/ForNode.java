package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Evaluates its body once for each item of a list, in order.
 *
 * @param item what {@link LocalRef} calls the item; differs from those of the loops around this one
 * @param index what {@link LocalRef} calls the item's number, from 0; null for none
 * @param in gives the list; evaluated once
 * @param body the nodes of one iteration
 */
public record ForNode(String item, String index, Expression in, List<Node> body) implements Node {

  public ForNode {
    requireNonNull(item, "item is null");
    requireNonNull(in, "in is null");
    body = List.copyOf(body);
  }

  /** A loop that does not count. */
  public ForNode(String item, Expression in, List<Node> body) {
    this(item, null, in, body);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.forEach(this);
  }

  @Override
  public List<Node> children() {
    return body;
  }
}
