package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProgramValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds a program.
 *
 * <pre>{@code
 * Program qa =
 *     Program.builder("qa")
 *         .text("问题:").arg("question").text("\n答案:")
 *         .gen("answer", g -> g.maxTokens(128).temperature(0.7))
 *         .build();
 * }</pre>
 */
public final class ProgramBuilder extends SignatureBuilder<ProgramBuilder> {

  private final String name;
  private final List<Function> functions = new ArrayList<>();

  ProgramBuilder(String name) {
    this.name = requireNonNull(name, "name is null");
  }

  /**
   * Adds a function that {@link #call} may start.
   *
   * @param content declares its parameters and builds its body
   */
  public ProgramBuilder function(String function, Consumer<FunctionBuilder> content) {
    FunctionBuilder builder = new FunctionBuilder();
    content.accept(builder);
    functions.add(builder.build(function));
    return this;
  }

  /**
   * The program.
   *
   * @throws InvalidProgramException with every problem, if there is one
   */
  public Program build() {
    Program program = new Program(name, parameters(), nodes(), functions, SourceMap.NONE);
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
