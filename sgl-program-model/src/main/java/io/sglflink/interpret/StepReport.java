package io.sglflink.interpret;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.Generation;
import io.sglflink.model.Scoring;
import io.sglflink.model.TokenLogprob;
import java.util.List;

/**
 * What one finished step did: enough to report it and, after a restart, not to run it again.
 *
 * @param path the step's path, unique in its run: the JSON pointer of its node, with the number of
 *     the iteration, or of the state, in brackets after each loop or fork around it, for example
 *     {@code /body/0[2]/body/1}; in a function behind the path of its call, for example {@code
 *     /body/4/functions/0/body/1}
 * @param name the variable that it set, or null
 * @param samples gen only: its outputs, at least one; empty for select
 * @param selection select only: what it chose from; null for gen
 * @param promptTokens as in {@link Generation} and {@link Scoring}
 * @param cachedTokens as in {@link Generation} and {@link Scoring}
 * @param promptLogprobs gen only; empty when not asked for
 * @param timing where the time went
 */
public record StepReport(
    String path,
    String name,
    List<Generation.Sample> samples,
    Selection selection,
    int promptTokens,
    int cachedTokens,
    List<TokenLogprob> promptLogprobs,
    Generation.Timing timing) {

  public StepReport {
    requireNonNull(path, "path is null");
    requireNonNull(timing, "timing is null");
    samples = List.copyOf(samples);
    promptLogprobs = List.copyOf(promptLogprobs);
    if (samples.isEmpty() == (selection == null)) {
      throw new IllegalArgumentException("step " + path + " needs samples or a selection");
    }
  }

  /** What the model said: its first sample, or its choice. */
  public String text() {
    return selection == null ? samples.get(0).text() : selection.chosen();
  }

  /** Tokens generated; 0 for select. */
  public int completionTokens() {
    return samples.stream().mapToInt(Generation.Sample::completionTokens).sum();
  }

  /**
   * A decision.
   *
   * @param method how it was made
   * @param best index of the choice taken
   * @param choices every choice
   */
  public record Selection(ChoicesMethod method, int best, List<ChoiceReport> choices) {

    public Selection {
      requireNonNull(method, "method is null");
      choices = List.copyOf(choices);
    }

    /** The choice taken. */
    String chosen() {
      return choices.get(best).choice();
    }
  }

  /**
   * A choice and its score.
   *
   * @param normalizedLogprob as in {@link Scoring.ChoiceScore}
   * @param normalizedUnconditionalLogprob as in {@link Scoring.ChoiceScore}; null unless the method
   *     needs it
   * @param logprobs its tokens; empty when not asked for
   * @param unconditionalLogprobs its tokens without the prompt; empty when not asked for, or when
   *     the method does not need them
   */
  public record ChoiceReport(
      String choice,
      double normalizedLogprob,
      Double normalizedUnconditionalLogprob,
      List<TokenLogprob> logprobs,
      List<TokenLogprob> unconditionalLogprobs) {

    public ChoiceReport {
      requireNonNull(choice, "choice is null");
      logprobs = List.copyOf(logprobs);
      unconditionalLogprobs = List.copyOf(unconditionalLogprobs);
    }
  }
}
