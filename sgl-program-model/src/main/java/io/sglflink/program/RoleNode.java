package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.Role;
import java.util.List;

/**
 * One chat message: the body's text between the prefix and the suffix of the model's chat format.
 * Roles do not nest.
 *
 * @param role who speaks
 * @param body the nodes of the message
 */
public record RoleNode(Role role, List<Node> body) implements Node {

  public RoleNode {
    requireNonNull(role, "role is null");
    body = List.copyOf(body);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.role(this);
  }

  @Override
  public List<Node> children() {
    return body;
  }
}
