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

  /** All states of a fork, or the one of a copy or a call. */
  public static StateRef of(String name) {
    return new StateRef(name, null);
  }

  /** The state of a fork at an index, negative from the end. */
  public static StateRef of(String name, int at) {
    return new StateRef(name, Literal.of(at));
  }
}
