package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProgramValidator;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds a program.
 *
 * <p>Parameters are either declared with {@link #parameter}, all of them, or not at all: then every
 * argument that the body uses is a required parameter, in the order of first use.
 *
 * <pre>{@code
 * Program qa =
 *     Program.builder("qa")
 *         .text("问题:").arg("question").text("\n答案:")
 *         .gen("answer", g -> g.maxTokens(128).temperature(0.7))
 *         .build();
 * }</pre>
 */
public final class ProgramBuilder extends BlockBuilder<ProgramBuilder> {

  private final String name;
  private final List<Parameter> parameters = new ArrayList<>();

  ProgramBuilder(String name) {
    this.name = requireNonNull(name, "name is null");
  }

  /** Declares a parameter that every run must pass. */
  public ProgramBuilder parameter(String parameter) {
    parameters.add(Parameter.required(parameter));
    return this;
  }

  /** Declares a parameter with a default. */
  public ProgramBuilder parameter(String parameter, String defaultValue) {
    return parameter(parameter, Literal.of(defaultValue).value());
  }

  /** Declares a parameter with a default. */
  public ProgramBuilder parameter(String parameter, long defaultValue) {
    return parameter(parameter, Literal.of(defaultValue).value());
  }

  /** Declares a parameter with a default. */
  public ProgramBuilder parameter(String parameter, JsonNode defaultValue) {
    parameters.add(
        new Parameter(parameter, requireNonNull(defaultValue, "defaultValue is null").deepCopy()));
    return this;
  }

  /**
   * The program.
   *
   * @throws InvalidProgramException with every problem, if there is one
   */
  public Program build() {
    List<Node> body = nodes();
    List<Parameter> declared = parameters.isEmpty() ? UsedArguments.parameters(body) : parameters;
    Program program = new Program(name, declared, body);
    List<Problem> problems = ProgramValidator.validate(program);
    if (!problems.isEmpty()) {
      throw new InvalidProgramException(problems);
    }
    return program;
  }

  @Override
  ProgramBuilder self() {
    return this;
  }
}
