package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A program: nodes that are evaluated in order and extend one text.
 *
 * <p>The record itself holds any value; {@link io.sglflink.program.validate.ProgramValidator} says
 * whether it is a program that can run. {@link #builder} and {@link
 * io.sglflink.program.json.ProgramJson} return valid programs only.
 *
 * @param name what prompt records call it
 * @param parameters what a run passes in, in declaration order
 * @param body the nodes
 */
public record Program(String name, List<Parameter> parameters, List<Node> body) {

  public Program {
    requireNonNull(name, "name is null");
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
  }

  /** Starts a program called {@code name}. */
  public static ProgramBuilder builder(String name) {
    return new ProgramBuilder(name);
  }
}
