package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A function that a {@link CallNode} starts.
 *
 * @param name unique among the program's functions, and not the program's own
 * @param parameters what a call passes in, in declaration order
 * @param body the nodes
 */
public record Function(String name, List<Parameter> parameters, List<Node> body) {

  public Function {
    requireNonNull(name, "name is null");
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
  }
}
