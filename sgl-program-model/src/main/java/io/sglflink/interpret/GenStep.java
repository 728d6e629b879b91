package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.model.Constraint;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.OutputListener;
import io.sglflink.model.SamplingParams;
import io.sglflink.model.Serving;
import io.sglflink.program.ReasoningFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Generates text. */
final class GenStep extends ModelStep<Generation> {

  private final SamplingParams sampling;
  private final Constraint constraint;
  private final long seed;
  private final ReasoningFormat reasoning;
  private int heard;

  /**
   * @param seed the run's, or the node's own
   * @param reasoning how reasoning is marked that is to be separated; or null
   */
  GenStep(
      Strand strand,
      String name,
      SamplingParams sampling,
      Constraint constraint,
      long seed,
      ReasoningFormat reasoning) {
    super(strand, name);
    this.sampling = sampling;
    this.constraint = constraint;
    this.seed = seed;
    this.reasoning = reasoning;
  }

  @Override
  Consumer<String> hearing() {
    return state().isHeard() && reasoning == null ? this::hear : null;
  }

  private void hear(String more) {
    heard += more.length();
    state().tell(toldName(), more);
  }

  @Override
  CompletableFuture<Generation> submit(
      LanguageModel model, Serving serving, OutputListener output) {
    GenerateRequest request =
        new GenerateRequest(
            strand().context().requestId(path()),
            state().text(),
            sampling,
            constraint,
            StepSeed.of(seed, path()),
            serving);
    return output == null ? model.generate(request) : model.generate(request, output);
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

  @Override
  void apply(StepReport report) {
    List<String> outputs = report.samples().stream().map(Generation.Sample::text).toList();
    List<Reasoning> parts = outputs.stream().map(text -> Reasoning.of(text, reasoning)).toList();
    String text = parts.get(0).answer();
    state().appendTold(text);
    state().tell(toldName(), text.substring(heard));
    StepMeta meta = new StepMeta(report, sampling.logprobs());
    state().set(name(), value(parts.stream().map(Reasoning::answer).toList()), meta);
    if (reasoning != null) {
      String reasoned = name() + Reasoning.SUFFIX;
      state().set(reasoned, value(parts.stream().map(Reasoning::reasoning).toList()));
      state().tellVariable(reasoned, parts.get(0).reasoning());
    }
  }

  /** A variable that is a list is not told. */
  private String toldName() {
    return sampling.n() == 1 ? name() : null;
  }

  private static JsonNode value(List<String> texts) {
    if (texts.size() == 1) {
      return TextNode.valueOf(texts.get(0));
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    texts.forEach(list::add);
    return list;
  }
}
