package io.sglflink.program;

/** Ends the iteration of the innermost loop around it. */
public record ContinueNode() implements Node {

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.continueLoop(this);
  }
}
