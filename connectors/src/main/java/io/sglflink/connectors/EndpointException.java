package io.sglflink.connectors;

/** An endpoint cannot be used as it was given; the message names it and the way out. */
public final class EndpointException extends RuntimeException {

  EndpointException(String message) {
    super(message);
  }

  EndpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
