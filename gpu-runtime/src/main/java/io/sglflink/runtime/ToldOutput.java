package io.sglflink.runtime;

import io.sglflink.model.FailureCode;
import io.sglflink.model.Generation;
import io.sglflink.model.OutputListener;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.runtime.engine.TokenRequest.StopCheck;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Tells a listener an output while it is made.
 *
 * <p>The engine's thread finds out what has become certain, and a thread for all listeners tells
 * it, in order and before the answer, so that no listener holds up a step.
 */
final class ToldOutput {

  private final RequestId id;
  private final OutputListener listener;
  private final Executor telling;
  private final CompletableFuture<Generation> answer = new CompletableFuture<>();

  /** Characters that were handed to the listeners' thread. The engine's thread counts them. */
  private int handed;

  /**
   * @param telling runs one task at a time, in their order
   */
  ToldOutput(RequestId id, OutputListener listener, Executor telling) {
    this.id = id;
    this.listener = listener;
    this.telling = telling;
  }

  /** {@code text}, told whenever some of it has become certain. */
  StopCheck tell(OutputText text) {
    // So that whatever telling needs is made here and not on the engine's thread.
    handed = text.certain();
    return token -> {
      StopCheck.Stopped stopped = text.append(token);
      int certain = text.certain();
      if (certain > handed) {
        String more = text.part(handed, certain);
        handed = certain;
        execute(() -> tell(more));
      }
      return stopped;
    };
  }

  /** {@code generation}, which completes once all of its text is told; cancelling cancels it. */
  CompletableFuture<Generation> answer(CompletableFuture<Generation> generation) {
    CompletableFuture<Generation> unused =
        generation.whenComplete((value, error) -> execute(() -> end(value, error)));
    CompletableFuture<Generation> unusedToo =
        answer.whenComplete(
            (value, error) -> {
              if (error != null) {
                generation.cancel(false);
              }
            });
    return answer;
  }

  private void end(Generation generation, Throwable error) {
    if (error != null) {
      answer.completeExceptionally(error);
    } else {
      tell(generation.text().substring(handed));
      answer.complete(generation);
    }
  }

  private void tell(String more) {
    if (more.isEmpty() || answer.isDone()) {
      return;
    }
    try {
      listener.output(more);
    } catch (Throwable e) {
      answer.completeExceptionally(
          new RequestFailedException(
              FailureCode.CANCELLED, id + " was cancelled, because its listener failed with " + e));
    }
  }

  /** After the engine was closed there is nobody left to hold up. */
  private void execute(Runnable task) {
    try {
      telling.execute(task);
    } catch (RejectedExecutionException e) {
      task.run();
    }
  }
}
