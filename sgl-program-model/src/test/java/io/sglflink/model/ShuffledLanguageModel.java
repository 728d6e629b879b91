package io.sglflink.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Gives another model's answers in random order: whenever {@link #answer} is called, one of those
 * that are waited for. For tests of one thread.
 */
public final class ShuffledLanguageModel implements LanguageModel {

  private final LanguageModel model;
  private final Random random;
  private final List<Runnable> waiting = new ArrayList<>();
  private int most;

  /**
   * @param model answers at once
   */
  public ShuffledLanguageModel(LanguageModel model, long seed) {
    this.model = model;
    this.random = new Random(seed);
  }

  /** Completes a call at random; false when none waits. */
  public boolean answer() {
    if (waiting.isEmpty()) {
      return false;
    }
    waiting.remove(random.nextInt(waiting.size())).run();
    return true;
  }

  /** The most calls that waited together. */
  public int most() {
    return most;
  }

  @Override
  public CompletableFuture<Generation> generate(GenerateRequest request) {
    return later(() -> model.generate(request));
  }

  @Override
  public CompletableFuture<Scoring> score(ScoreRequest request) {
    return later(() -> model.score(request));
  }

  @Override
  public ChatFormat chatFormat() {
    return model.chatFormat();
  }

  private <A> CompletableFuture<A> later(Supplier<CompletableFuture<A>> call) {
    CompletableFuture<A> answer = new CompletableFuture<>();
    waiting.add(
        () -> {
          CompletableFuture<A> unused =
              call.get()
                  .whenComplete(
                      (value, error) -> {
                        if (error == null) {
                          answer.complete(value);
                        } else {
                          answer.completeExceptionally(error);
                        }
                      });
        });
    most = Math.max(most, waiting.size());
    return answer;
  }
}
