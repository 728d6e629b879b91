package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.Role;

/**
 * Closes the chat message that {@link RoleBeginNode} opened.
 *
 * @param role who spoke: a run in which another role's message is open fails
 */
public record RoleEndNode(Role role) implements Node {

  public RoleEndNode {
    requireNonNull(role, "role is null");
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.roleEnd(this);
  }
}
