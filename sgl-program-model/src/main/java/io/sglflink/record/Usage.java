package io.sglflink.record;

import io.sglflink.interpret.StepReport;
import java.util.List;

/**
 * Tokens of a run, over all its steps.
 *
 * @param promptTokens tokens of the steps' prompts; each step counts its whole prompt
 * @param completionTokens tokens generated
 * @param cachedTokens prompt tokens whose keys and values were already in the cache
 */
public record Usage(long promptTokens, long completionTokens, long cachedTokens) {

  /** The sum over {@code steps}. */
  public static Usage of(List<StepReport> steps) {
    long prompt = 0;
    long completion = 0;
    long cached = 0;
    for (StepReport step : steps) {
      prompt += step.promptTokens();
      completion += step.completionTokens();
      cached += step.cachedTokens();
    }
    return new Usage(prompt, completion, cached);
  }
}
