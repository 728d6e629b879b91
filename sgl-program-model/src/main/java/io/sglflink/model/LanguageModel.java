package io.sglflink.model;

import java.util.concurrent.CompletableFuture;

/**
 * A model that continues text and scores continuations.
 *
 * <p>Implementations are thread-safe and never block the caller: both calls return at once. A
 * future fails with {@link RequestFailedException} when only this request is at fault, and with any
 * other exception when the engine itself is broken. Cancelling a future tells the engine to drop
 * the request and to free what it holds.
 */
public interface LanguageModel {

  /** Continues {@code request.prompt()} until a finish condition holds. */
  CompletableFuture<Generation> generate(GenerateRequest request);

  /**
   * The same, telling {@code listener} what the output says as soon as it is certain. A model that
   * cannot tell sooner tells all of it before the future completes.
   */
  default CompletableFuture<Generation> generate(GenerateRequest request, OutputListener listener) {
    CompletableFuture<Generation> answer = generate(request);
    CompletableFuture<Generation> told =
        answer.thenApply(
            generation -> {
              String text = generation.samples().get(0).text();
              if (!text.isEmpty()) {
                listener.output(text);
              }
              return generation;
            });
    CompletableFuture<Generation> unused =
        told.whenComplete((generation, error) -> answer.cancel(false)); // no use once it is done
    return told;
  }

  /** Scores each choice as a continuation of {@code request.prompt()}. */
  CompletableFuture<Scoring> score(ScoreRequest request);

  /** How role blocks become text for this model. */
  ChatFormat chatFormat();
}
