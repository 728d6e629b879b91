package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Starts a function of the program in a state of its own with no text, side by side with what
 * follows; whoever reads the state waits for it.
 *
 * @param state what {@link StateRead} calls the state, or null
 * @param function a {@link Function} of the program, or the program itself
 * @param args arguments by parameter name
 */
public record CallNode(String state, String function, Map<String, Expression> args)
    implements Node {

  public CallNode {
    requireNonNull(function, "function is null");
    args = Collections.unmodifiableMap(new LinkedHashMap<>(args));
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.call(this);
  }
}
