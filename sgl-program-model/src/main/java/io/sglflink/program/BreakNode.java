package io.sglflink.program;

/** Ends the innermost loop around it. */
public record BreakNode() implements Node {

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.breakLoop(this);
  }
}
