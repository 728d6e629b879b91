package io.sglflink.interpret;

import io.sglflink.model.LanguageModel;
import java.util.concurrent.CompletableFuture;

/**
 * A step that waits for the model.
 *
 * @param <A> the model's answer
 */
abstract sealed class ModelStep<A> permits GenStep, SelectStep {

  private final String path;
  private final String name;

  /**
   * @param name the variable to set, or null
   */
  ModelStep(String path, String name) {
    this.path = path;
    this.name = name;
  }

  final String path() {
    return path;
  }

  final String name() {
    return name;
  }

  /**
   * Builds the request from the strand's state and submits it.
   *
   * @throws io.sglflink.model.RequestFailedException when the request cannot be built
   */
  abstract CompletableFuture<A> submit(LanguageModel model);

  /** What the step did, by the model's answer. */
  abstract StepReport report(A answer);
}
