package io.sglflink.interpret;

import static java.util.Objects.requireNonNullElse;

import io.sglflink.model.Constraint;
import io.sglflink.model.FailureCode;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.SamplingParams;
import io.sglflink.program.Expression;
import io.sglflink.program.GenNode;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.SamplingValidator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Generates text. */
final class GenStep extends ModelStep<Generation> {

  private final GenNode node;
  private final Strand strand;

  GenStep(String path, String name, GenNode node, Strand strand) {
    super(path, name);
    this.node = node;
    this.strand = strand;
  }

  @Override
  CompletableFuture<Generation> submit(LanguageModel model) {
    RunContext context = strand.context();
    long seed = requireNonNullElse(node.seed(), context.request().seed());
    return model.generate(
        new GenerateRequest(
            context.requestId(path()),
            strand.state().text(),
            sampling(context),
            constraint(),
            StepSeed.of(seed, path()),
            context.request().serving()));
  }

  @Override
  StepReport report(Generation answer) {
    return new StepReport(
        path(),
        name(),
        answer.samples(),
        null,
        answer.promptTokens(),
        answer.cachedTokens(),
        answer.promptLogprobs(),
        answer.timing());
  }

  private SamplingParams sampling(RunContext context) {
    SamplingParams sampling = node.sampling().over(context.request().sampling());
    List<Problem> problems = SamplingValidator.validate(sampling, path());
    if (!problems.isEmpty()) {
      throw new RequestFailedException(
          FailureCode.INVALID_SAMPLING, "with the run's parameters, " + problems.get(0).message());
    }
    Set<String> stop = new LinkedHashSet<>(sampling.stop());
    stop.addAll(context.chatFormat().stop());
    if (node.form().dtype() != null) {
      stop.addAll(node.form().dtype().stop());
    }
    return sampling.with(set -> set.stop(List.copyOf(stop)));
  }

  private Constraint constraint() {
    Expression choices = node.form().choices();
    return node.form()
        .constraint(choices == null ? List.of() : new ExpressionEvaluator(strand).choices(choices));
  }
}
