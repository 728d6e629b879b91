package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.Role;

/**
 * Opens a chat message that {@link RoleEndNode} closes: for a message that begins in one block and
 * ends in another. {@link RoleNode} is the usual form.
 *
 * @param role who speaks
 */
public record RoleBeginNode(Role role) implements Node {

  public RoleBeginNode {
    requireNonNull(role, "role is null");
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.roleBegin(this);
  }
}
