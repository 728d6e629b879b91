package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Evaluates its body with a copy of the state at hand, then joins it: SGLang's {@code with s.copy()
 * as tmp}. The nodes of the body belong to the state around it; {@link OnNode} works on the copy.
 * What the copy sets comes back as lists of one.
 *
 * @param name what {@link OnNode} and {@link StateRead} call the copy
 * @param body the nodes
 */
public record CopyNode(String name, List<Node> body) implements Node {

  public CopyNode {
    requireNonNull(name, "name is null");
    body = List.copyOf(body);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.copy(this);
  }

  @Override
  public List<Node> children() {
    return body;
  }
}
