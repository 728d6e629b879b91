package io.sglflink.runtime.engine;

/** The engine is broken: none of its requests can finish, and it takes no new ones. */
public final class EngineFailedException extends RuntimeException {

  public EngineFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
