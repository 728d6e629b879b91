package io.sglflink.model;

import static java.util.Objects.requireNonNull;

/**
 * How a request is to be served, beside what it asks.
 *
 * @param program name of the program that the request belongs to: outputs of one program's step are
 *     expected to be alike in length; empty when there is none
 * @param cacheSalt keys and values are shared only among requests with the same salt; empty for the
 *     common cache
 * @param priority requests of a higher priority are admitted first; 0 is the usual one
 * @param timeoutMillis time from the submission after which the request fails, 0 for no limit
 */
public record Serving(String program, String cacheSalt, int priority, long timeoutMillis) {

  /** Of nobody in particular. */
  public static final Serving DEFAULT = new Serving("", "", 0, 0);

  public Serving {
    requireNonNull(program, "program is null");
    requireNonNull(cacheSalt, "cacheSalt is null");
    if (timeoutMillis < 0) {
      throw new IllegalArgumentException("timeoutMillis is " + timeoutMillis + ": give at least 0");
    }
  }

  /** The same for a request of {@code name}. */
  public Serving ofProgram(String name) {
    return new Serving(name, cacheSalt, priority, timeoutMillis);
  }
}
