package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Evaluates its body as long as a condition is true, by Python's rules.
 *
 * @param when evaluated before each iteration
 * @param limit most iterations of one evaluation, at least 1: a run that needs more fails. Null
 *     leaves it to the run's budget
 * @param body the nodes of one iteration
 */
public record WhileNode(Expression when, Integer limit, List<Node> body) implements Node {

  public WhileNode {
    requireNonNull(when, "when is null");
    body = List.copyOf(body);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.whileTrue(this);
  }

  @Override
  public List<Node> children() {
    return body;
  }
}
