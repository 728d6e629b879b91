package io.sglflink.program;

/**
 * Ends the function, or the program. Open messages, scopes and copies around it end as they would
 * at their bodies' ends.
 *
 * @param value what the function returns, or null for nothing
 */
public record ReturnNode(Expression value) implements Node {

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.returnValue(this);
  }
}
