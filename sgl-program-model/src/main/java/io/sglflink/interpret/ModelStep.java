package io.sglflink.interpret;

import io.sglflink.model.LanguageModel;
import io.sglflink.model.OutputListener;
import io.sglflink.model.Serving;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A step that waits for the model. All that it asks for was computed when its node was evaluated.
 *
 * @param <A> the model's answer
 */
abstract sealed class ModelStep<A> permits GenStep, SelectStep {

  private final Strand strand;
  private final String path;
  private final String name;

  /**
   * @param strand the strand, which is at the step's node
   * @param name the variable to set, or null
   */
  ModelStep(Strand strand, String name) {
    this.strand = strand;
    this.path = strand.place().path();
    this.name = name;
  }

  final Strand strand() {
    return strand;
  }

  final StrandState state() {
    return strand.state();
  }

  final String path() {
    return path;
  }

  final String name() {
    return name;
  }

  /** What wants to hear the output while it is made, or null. */
  Consumer<String> hearing() {
    return null;
  }

  /**
   * Submits the request.
   *
   * @param output hears the output; null when nobody listens
   */
  abstract CompletableFuture<A> submit(LanguageModel model, Serving serving, OutputListener output);

  /** What the step did, by the model's answer. */
  abstract StepReport report(A answer);

  /** Takes over into the state what the step did. */
  abstract void apply(StepReport report);
}
