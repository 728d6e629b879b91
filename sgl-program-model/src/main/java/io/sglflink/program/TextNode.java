package io.sglflink.program;

import java.util.List;

/**
 * Appends text.
 *
 * @param parts evaluated in order and concatenated. Each must give a string, a number or a boolean;
 *     numbers and booleans are written as Python's {@code str()} writes them ({@code True}, {@code
 *     3}, {@code 0.5})
 */
public record TextNode(List<Expression> parts) implements Node {

  public TextNode {
    parts = List.copyOf(parts);
  }

  /** Appends one literal. */
  public static TextNode of(String text) {
    return new TextNode(List.of(Literal.of(text)));
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.text(this);
  }
}
