package io.sglflink.program;

/** Builds the body of a message. */
public final class RoleBuilder extends BlockBuilder<RoleBuilder> {

  RoleBuilder() {}

  @Override
  RoleBuilder self() {
    return this;
  }
}
