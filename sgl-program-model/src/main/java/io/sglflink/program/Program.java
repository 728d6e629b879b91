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
 * @param functions what {@link CallNode} may start, beside the program itself
 * @param source where the nodes stand in the source that the program was compiled from
 */
public record Program(
    String name,
    List<Parameter> parameters,
    List<Node> body,
    List<Function> functions,
    SourceMap source) {

  public Program {
    requireNonNull(name, "name is null");
    requireNonNull(source, "source is null");
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
    functions = List.copyOf(functions);
  }

  /** A program without functions and without a source. */
  public Program(String name, List<Parameter> parameters, List<Node> body) {
    this(name, parameters, body, List.of(), SourceMap.NONE);
  }

  /** The same program without its source. */
  public Program withoutSource() {
    return new Program(name, parameters, body, functions, SourceMap.NONE);
  }

  /** Starts a program called {@code name}. */
  public static ProgramBuilder builder(String name) {
    return new ProgramBuilder(name);
  }
}
