package io.sglflink.program;

import static java.util.Objects.requireNonNull;

/**
 * Names states that a {@link ForkNode}, a {@link CopyNode} or a {@link CallNode} made.
 *
 * @param name the name that the node gave
 * @param at gives the index of a fork's state, negative from the end; null for all of a fork's
 *     states, or for the one of a copy or a call
 */
public record StateRef(String name, Expression at) {

  public StateRef {
    requireNonNull(name, "name is null");
  }
}
