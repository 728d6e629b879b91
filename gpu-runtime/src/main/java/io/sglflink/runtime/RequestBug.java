package io.sglflink.runtime;

import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.runtime.engine.EngineFailedException;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bug that one request brings out outside of the engine's thread. The engine goes on, and whoever
 * ran the request again would meet the bug again: so it is the request's own failure.
 */
final class RequestBug {

  private static final Logger LOG = LoggerFactory.getLogger(RequestBug.class);

  private RequestBug() {}

  /** What the request fails with: {@code error}, unless that is a bug. */
  static Throwable contain(RequestId id, Throwable error) {
    boolean known =
        error instanceof RequestFailedException
            || error instanceof EngineFailedException
            || error instanceof CancellationException;
    if (known || !(error instanceof RuntimeException || error instanceof StackOverflowError)) {
      return error;
    }
    LOG.error("Request {} fails", id, error);
    return new RequestFailedException(
        FailureCode.INTERNAL_ERROR,
        String.format(
            "a bug of this software, which the log has the stack trace of: %s; report it, and"
                + " replay the record when it is fixed",
            error));
  }
}
