package io.sglflink.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What CompletableFuture leaves to its users: errors without wrapping, and cancellation upstream.
 */
final class Futures {

  private Futures() {}

  /** {@code to} ends as {@code from} does, and cancelling {@code to} cancels {@code from}. */
  static <T> void forward(CompletableFuture<T> from, CompletableFuture<T> to) {
    CompletableFuture<T> unused =
        from.whenComplete(
            (value, error) -> {
              if (error == null) {
                to.complete(value);
              } else {
                to.completeExceptionally(unwrap(error));
              }
            });
    cancelWith(to, from);
  }

  /** Cancelling {@code owner} cancels {@code owned}. */
  static void cancelWith(CompletableFuture<?> owner, CompletableFuture<?> owned) {
    CompletableFuture<?> unused =
        owner.whenComplete(
            (value, error) -> {
              if (owner.isCancelled()) {
                owned.cancel(false);
              }
            });
  }

  private static Throwable unwrap(Throwable error) {
    boolean wrapped = error instanceof CompletionException && error.getCause() != null;
    return wrapped ? error.getCause() : error;
  }
}
