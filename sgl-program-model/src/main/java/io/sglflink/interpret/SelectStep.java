package io.sglflink.interpret;

import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.LogprobOptions;
import io.sglflink.model.OutputListener;
import io.sglflink.model.ScoreRequest;
import io.sglflink.model.Scoring;
import io.sglflink.model.Serving;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Scores choices and takes the best. */
final class SelectStep extends ModelStep<Scoring> {

  private final List<String> choices;
  private final ChoicesMethod method;
  private final LogprobOptions logprobs;

  /**
   * @param logprobs which log-probabilities the report has
   */
  SelectStep(
      Strand strand,
      String name,
      List<String> choices,
      ChoicesMethod method,
      LogprobOptions logprobs) {
    super(strand, name);
    this.choices = choices;
    this.method = method;
    this.logprobs = logprobs;
  }

  @Override
  CompletableFuture<Scoring> submit(LanguageModel model, Serving serving, OutputListener output) {
    return model.score(
        new ScoreRequest(
            strand().context().requestId(path()),
            state().text(),
            choices,
            method,
            logprobs,
            serving));
  }

  @Override
  StepReport report(Scoring answer) {
    List<Scoring.ChoiceScore> scores = answer.choices();
    if (scores.size() != choices.size()) {
      throw new IllegalStateException(
          "the model scored " + scores.size() + " choices where " + choices.size() + " were asked");
    }
    List<StepReport.ChoiceReport> reports = new ArrayList<>(choices.size());
    for (int i = 0; i < choices.size(); i++) {
      reports.add(report(choices.get(i), scores.get(i)));
    }
    return new StepReport(
        path(),
        name(),
        List.of(),
        new StepReport.Selection(method, method.best(scores), reports),
        answer.promptTokens(),
        answer.cachedTokens(),
        List.of(),
        answer.timing());
  }

  private StepReport.ChoiceReport report(String choice, Scoring.ChoiceScore score) {
    boolean unconditional = method == ChoicesMethod.UNCONDITIONAL_LIKELIHOOD_NORMALIZED;
    return new StepReport.ChoiceReport(
        choice,
        score.normalizedLogprob(),
        unconditional ? score.normalizedUnconditionalLogprob() : null,
        logprobs.enabled() ? score.tokens() : List.of(),
        logprobs.enabled() ? score.unconditional() : List.of());
  }

  @Override
  void apply(StepReport report) {
    state().appendTold(report.text());
    state().tell(name(), report.text());
    state().set(name(), TextNode.valueOf(report.text()), new StepMeta(report, logprobs));
  }
}
