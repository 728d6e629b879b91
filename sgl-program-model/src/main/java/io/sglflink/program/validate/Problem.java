package io.sglflink.program.validate;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with an input.
 *
 * @param pointer JSON pointer (RFC 6901) to the value at fault; empty for the whole input
 * @param code what kind of problem it is
 * @param message names the thing, the value and the way out
 */
public record Problem(String pointer, ProblemCode code, String message) {

  public Problem {
    requireNonNull(pointer, "pointer is null");
    requireNonNull(code, "code is null");
    requireNonNull(message, "message is null");
  }

  /** This problem of an input that is itself found at {@code parent}. */
  public Problem under(String parent) {
    return new Problem(parent + pointer, code, message);
  }

  @Override
  public String toString() {
    return (pointer.isEmpty() ? "(root)" : pointer) + ": " + message + " [" + code.code() + "]";
  }
}
