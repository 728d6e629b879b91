package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds what has parameters and a body.
 *
 * <p>Parameters are either declared with {@link #parameter}, all of them, or not at all: then every
 * argument that the body uses is a required parameter, in the order of first use.
 *
 * @param <B> the builder that each call returns
 */
public abstract sealed class SignatureBuilder<B extends SignatureBuilder<B>> extends BlockBuilder<B>
    permits ProgramBuilder, FunctionBuilder {

  private final List<Parameter> parameters = new ArrayList<>();

  SignatureBuilder() {}

  /** Declares a parameter that must be passed. */
  public B parameter(String parameter) {
    parameters.add(Parameter.required(parameter));
    return self();
  }

  /** Declares a parameter with a default. */
  public B parameter(String parameter, String defaultValue) {
    return parameter(parameter, Literal.of(defaultValue).value());
  }

  /** Declares a parameter with a default. */
  public B parameter(String parameter, long defaultValue) {
    return parameter(parameter, Literal.of(defaultValue).value());
  }

  /** Declares a parameter with a default. */
  public B parameter(String parameter, JsonNode defaultValue) {
    parameters.add(
        new Parameter(parameter, requireNonNull(defaultValue, "defaultValue is null").deepCopy()));
    return self();
  }

  final List<Parameter> parameters() {
    return parameters.isEmpty() ? UsedArguments.parameters(nodes()) : List.copyOf(parameters);
  }
}
