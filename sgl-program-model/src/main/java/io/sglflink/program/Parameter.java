package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A parameter of a program.
 *
 * @param name unique among the program's parameters
 * @param defaultValue the argument of a run that passes none; null when every run must pass one. A
 *     JSON null is a default like any other. Not to be modified
 */
public record Parameter(String name, JsonNode defaultValue) {

  public Parameter {
    requireNonNull(name, "name is null");
  }

  /** A parameter that every run must pass. */
  public static Parameter required(String name) {
    return new Parameter(name, null);
  }

  /** Whether every run must pass this parameter. */
  public boolean isRequired() {
    return defaultValue == null;
  }
}
