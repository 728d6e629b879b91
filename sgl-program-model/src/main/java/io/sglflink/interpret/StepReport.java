package io.sglflink.interpret;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.FinishReason;
import io.sglflink.model.Generation;
import io.sglflink.model.Scoring;
import io.sglflink.model.TokenLogprob;
import java.util.List;

/**
 * What one finished step did: enough to report it and, after a restart, not to run it again.
 *
 * @param path the step's path, unique in its run: the JSON pointer of its node, with the number of
 *     the iteration in brackets after each loop around it, for example {@code /body/0[2]/body/1}
 * @param name the variable that it set, or null
 * @param value the text that it appended
 * @param finishReason why a gen step ended; null for select
 * @param promptTokens as in {@link Generation} and {@link Scoring}
 * @param completionTokens tokens generated; 0 for select
 * @param cachedTokens as in {@link Generation} and {@link Scoring}
 * @param promptLogprobs gen only; empty when not asked for
 * @param outputLogprobs gen only; empty when not asked for
 * @param choices select only: every choice's score in the order of the choices; empty for gen
 * @param timing where the time went
 */
public record StepReport(
    String path,
    String name,
    String value,
    FinishReason finishReason,
    int promptTokens,
    int completionTokens,
    int cachedTokens,
    List<TokenLogprob> promptLogprobs,
    List<TokenLogprob> outputLogprobs,
    List<ChoiceReport> choices,
    Generation.Timing timing) {

  public StepReport {
    requireNonNull(path, "path is null");
    requireNonNull(value, "value is null");
    requireNonNull(timing, "timing is null");
    promptLogprobs = List.copyOf(promptLogprobs);
    outputLogprobs = List.copyOf(outputLogprobs);
    choices = List.copyOf(choices);
  }

  /** A choice with its token-length-normalised log-probability. */
  public record ChoiceReport(String choice, double normalizedLogprob) {}
}
