package io.sglflink.interpret;

import io.sglflink.model.LanguageModel;
import io.sglflink.model.ScoreRequest;
import io.sglflink.model.Scoring;
import io.sglflink.program.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Scores choices and takes the best. */
final class SelectStep extends ModelStep<Scoring> {

  private final Expression expression;
  private final Strand strand;
  private List<String> choices = List.of();

  SelectStep(String path, String name, Expression expression, Strand strand) {
    super(path, name);
    this.expression = expression;
    this.strand = strand;
  }

  @Override
  CompletableFuture<Scoring> submit(LanguageModel model) {
    choices = new ExpressionEvaluator(strand).choices(expression);
    return model.score(
        new ScoreRequest(strand.context().requestId(path()), strand.state().text(), choices));
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
      reports.add(new StepReport.ChoiceReport(choices.get(i), scores.get(i).normalizedLogprob()));
    }
    return new StepReport(
        path(),
        name(),
        choices.get(answer.best()),
        null,
        answer.promptTokens(),
        0,
        answer.cachedTokens(),
        List.of(),
        List.of(),
        reports,
        answer.timing());
  }
}
