package io.sglflink.program;

import static java.util.Objects.requireNonNull;

/**
 * Waits for the states of a fork and takes over what they made.
 *
 * @param state the name of a fork's states
 * @param mode what is taken over
 */
public record JoinNode(String state, Mode mode) implements Node {

  public JoinNode {
    requireNonNull(state, "state is null");
    requireNonNull(mode, "mode is null");
  }

  /** What a join takes over, with SGLang's names. */
  public enum Mode {
    /**
     * Each variable that the joining state has not becomes the list of the states' values, in the
     * states' order; a state without it is left out.
     */
    GATHER_VARIABLE("gather_variable"),
    /** Appends what the states appended since the fork, in their order. */
    CONCATE_AND_APPEND("concate_and_append");

    private final String label;

    Mode(String label) {
      this.label = label;
    }

    /** The name in program JSON. */
    public String label() {
      return label;
    }
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.join(this);
  }
}
