package io.sglflink.runtime;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What CompletableFuture leaves to its users: errors without wrapping, and cancellation upstream.
 */
final class Futures {

  private Futures() {}

  /** {@code to} ends as {@code from} does, and cancelling {@code to} cancels {@code from}. */
  static <T> void forward(CompletableFuture<T> from, CompletableFuture<T> to) {
    forward(from, to, UnaryOperator.identity());
  }

  private static <T> void forward(
      CompletableFuture<T> from, CompletableFuture<T> to, UnaryOperator<Throwable> failure) {
    CompletableFuture<T> unused =
        from.whenComplete(
            (value, error) -> {
              if (error == null) {
                to.complete(value);
              } else {
                to.completeExceptionally(failure.apply(unwrap(error)));
              }
            });
    cancelWith(to, from);
  }

  /**
   * All values in order. The first failure is the answer's and cancels the other futures, as
   * cancelling the answer does.
   */
  static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
    CompletableFuture<List<T>> answer = new CompletableFuture<>();
    for (CompletableFuture<T> future : futures) {
      CompletableFuture<T> unused =
          future.whenComplete(
              (value, error) -> {
                if (error != null) {
                  answer.completeExceptionally(unwrap(error));
                }
              });
    }
    CompletableFuture<?>[] array = futures.toArray(CompletableFuture<?>[]::new);
    CompletableFuture<Void> unused =
        CompletableFuture.allOf(array)
            .thenRun(() -> answer.complete(futures.stream().map(CompletableFuture::join).toList()));
    CompletableFuture<List<T>> unusedCancel =
        answer.whenComplete(
            (values, error) -> {
              if (error != null) {
                futures.forEach(future -> future.cancel(false));
              }
            });
    return answer;
  }

  /** What {@code function} makes of {@code from}; cancelling the answer cancels {@code from}. */
  static <A, B> CompletableFuture<B> map(CompletableFuture<A> from, Function<A, B> function) {
    CompletableFuture<B> answer = new CompletableFuture<>();
    forward(from.thenApply(function), answer);
    cancelWith(answer, from);
    return answer;
  }

  /**
   * What {@code function} begins with what {@code from} gives; cancelling the answer cancels what
   * runs.
   */
  static <A, B> CompletableFuture<B> compose(
      CompletableFuture<A> from, Function<A, CompletableFuture<B>> function) {
    CompletableFuture<B> answer = new CompletableFuture<>();
    CompletableFuture<A> unused =
        from.whenComplete(
            (value, error) -> {
              if (error != null) {
                answer.completeExceptionally(unwrap(error));
              } else if (!answer.isDone()) {
                begin(() -> function.apply(value), answer);
              }
            });
    cancelWith(answer, from);
    return answer;
  }

  /** {@code to} ends as what {@code begin} gives does, or with what it throws. */
  static <T> void begin(Supplier<CompletableFuture<T>> begin, CompletableFuture<T> to) {
    begin(begin, to, UnaryOperator.identity());
  }

  /** The same where a failure is {@code failure} of it. */
  static <T> void begin(
      Supplier<CompletableFuture<T>> begin,
      CompletableFuture<T> to,
      UnaryOperator<Throwable> failure) {
    try {
      forward(begin.get(), to, failure);
    } catch (Throwable e) {
      to.completeExceptionally(failure.apply(e));
    }
  }

  /** Cancelling {@code owner} cancels {@code owned}. */
  private static void cancelWith(CompletableFuture<?> owner, CompletableFuture<?> owned) {
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
