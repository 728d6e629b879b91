package io.sglflink.program;

/** Builds the nodes inside a node: of a message, a branch, a loop or another state. */
public final class BodyBuilder extends BlockBuilder<BodyBuilder> {

  BodyBuilder() {}

  @Override
  BodyBuilder self() {
    return this;
  }
}
