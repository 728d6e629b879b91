package io.sglflink.program;

import static java.util.Objects.requireNonNull;

/**
 * Puts an image into the prompt. No engine takes images yet: a run that evaluates one fails with
 * {@link io.sglflink.model.FailureCode#IMAGE_UNSUPPORTED}.
 *
 * @param source gives a text: a path, a URL or a {@code data:} URI
 */
public record ImageNode(Expression source) implements Node {

  public ImageNode {
    requireNonNull(source, "source is null");
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.image(this);
  }
}
