package io.sglflink.runtime;

import io.sglflink.model.Constraint;
import io.sglflink.model.FinishReason;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.SamplingParams;
import java.util.List;

/**
 * A look at the token that would come, without output: what SGLang's programs ask for with {@code
 * max_tokens=0} and {@code top_logprobs_num}. One token is drawn for its alternatives and thrown
 * away.
 */
final class NextToken {

  private NextToken() {}

  /** Whether a request asks for no more than that. */
  static boolean isAsked(SamplingParams sampling) {
    return sampling.maxTokens() == 0
        && sampling.logprobs().enabled()
        && sampling.logprobs().top() > 0;
  }

  /** The request that finds it out. */
  static GenerateRequest draw(GenerateRequest asked) {
    SamplingParams one =
        asked
            .sampling()
            .with(
                set ->
                    set.maxTokens(1)
                        .stop(List.of())
                        .stopTokenIds(List.of())
                        .stopRegex(List.of())
                        .ignoreEos(true));
    return new GenerateRequest(
        asked.id(), asked.prompt(), one, Constraint.NONE, asked.seed(), asked.serving());
  }

  /** What was asked for, of what was drawn. */
  static Generation answer(Generation drawn) {
    List<Generation.Sample> samples =
        drawn.samples().stream()
            .map(
                sample ->
                    new Generation.Sample(
                        "", new FinishReason.Length(0), 0, sample.outputLogprobs()))
            .toList();
    return new Generation(
        samples,
        drawn.promptTokens(),
        drawn.cachedTokens(),
        drawn.promptLogprobs(),
        drawn.timing());
  }
}
