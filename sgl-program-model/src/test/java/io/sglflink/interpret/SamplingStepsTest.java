package io.sglflink.interpret;

import static io.sglflink.interpret.Runs.request;
import static io.sglflink.interpret.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.interpret.Runs.MemoryJournal;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.LogprobOptions;
import io.sglflink.model.SamplingParams;
import io.sglflink.model.ScoreRequest;
import io.sglflink.model.Serving;
import io.sglflink.program.Expression;
import io.sglflink.program.Program;
import io.sglflink.program.SelectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Samples, methods of choice, and how requests are served. */
class SamplingStepsTest {

  private final FakeLanguageModel model = new FakeLanguageModel();

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.textValue()));
    return texts;
  }

  @Test
  void severalSamplesAreAListAndTheTextGoesOnWithTheFirst() {
    Program program =
        Program.builder("p")
            .text("问")
            .gen("drafts", g -> g.n(3))
            .text("|")
            .part(Expression.get(Expression.var("drafts"), 1))
            .forEach("draft", Expression.var("drafts"), each -> each.text("-"))
            .build();

    RunResult result = run(model, program, "{}");

    StepReport step = result.steps().get(0);
    List<String> drafts = step.samples().stream().map(Generation.Sample::text).toList();
    assertThat(drafts).hasSize(3).doesNotHaveDuplicates();
    assertThat(texts(result.variables().get("drafts"))).isEqualTo(drafts);
    assertThat(result.text()).isEqualTo("问" + drafts.get(0) + "|" + drafts.get(1) + "---");
    assertThat(step.completionTokens())
        .isEqualTo(step.samples().stream().mapToInt(Generation.Sample::completionTokens).sum());
  }

  @Test
  void aListOfSamplesIsNoText() {
    Program program = Program.builder("p").gen("a", g -> g.n(2)).var("a").build();

    assertThat(run(model, program, "{}").failure().code()).isEqualTo(FailureCode.EVALUATION_FAILED);
  }

  @Test
  void aReplayRestoresAllSamples() {
    Program program =
        Program.builder("p").gen("a", g -> g.n(2)).select("s", "x", "y").gen("b").build();
    MemoryJournal first = new MemoryJournal();
    RunResult whole = run(model, program, request("{}"), first);
    int calls = model.calls();

    RunResult again = run(model, program, request("{}"), MemoryJournal.withFirst(2, first));

    assertThat(again.variables()).isEqualTo(whole.variables());
    assertThat(again.text()).isEqualTo(whole.text());
    assertThat(model.calls()).isEqualTo(calls + 1);
  }

  @Test
  void aSamplingSeedReplacesTheStepsOwn() {
    Program program =
        Program.builder("p").gen("a", g -> g.samplingSeed(9)).gen("b").gen("c").build();

    run(model, program, request("{}", SamplingParams.DEFAULTS.with(set -> set.samplingSeed(5L))));

    assertThat(model.generateCalls())
        .extracting(GenerateRequest::drawSeed)
        .containsExactly(9L, 5L, 5L);
  }

  @Test
  void everyRequestIsServedAsTheRunIsInItsProgramsName() {
    Serving serving = new Serving("", "tenant", 3, 500);
    RunRequest request =
        new RunRequest("r", Map.of(), SamplingParams.DEFAULTS, 1, serving, RunLimits.DEFAULT);

    run(model, Program.builder("named").gen("a").select("s", "x", "y").build(), request);

    Serving expected = new Serving("named", "tenant", 3, 500);
    assertThat(model.generateCalls().get(0).serving()).isEqualTo(expected);
    assertThat(model.scoreCalls().get(0).serving()).isEqualTo(expected);
  }

  @Test
  void theMethodOfChoiceIsTheNodesOrTheMeanOfLogprobs() {
    Program program =
        Program.builder("p")
            .select("a", "x", "y")
            .node(
                new SelectNode(
                    "b", Expression.list("x", "y"), ChoicesMethod.GREEDY_TOKEN_SELECTION, 0))
            .gen(
                "c",
                g ->
                    g.choices("x", "y")
                        .choicesMethod(ChoicesMethod.UNCONDITIONAL_LIKELIHOOD_NORMALIZED))
            .build();

    RunResult result = run(model, program, "{}");

    assertThat(model.scoreCalls())
        .extracting(ScoreRequest::method)
        .containsExactly(
            ChoicesMethod.TOKEN_LENGTH_NORMALIZED,
            ChoicesMethod.GREEDY_TOKEN_SELECTION,
            ChoicesMethod.UNCONDITIONAL_LIKELIHOOD_NORMALIZED);
    assertThat(result.steps())
        .extracting(step -> step.selection().choices().get(0).normalizedUnconditionalLogprob())
        .satisfiesExactly(
            score -> assertThat(score).isNull(),
            score -> assertThat(score).isNull(),
            score -> assertThat(score).isNotNull());
  }

  @Test
  void choicesReportTheirTokensWhereLogprobsAreAskedFor() {
    model.scoring((prompt, choice) -> -1);
    Program program =
        Program.builder("p")
            .select("a", "xy", "z")
            .gen(
                "b",
                g ->
                    g.choices("xy", "z")
                        .choicesMethod(ChoicesMethod.TOKEN_LENGTH_NORMALIZED)
                        .returnLogprob(true)
                        .returnTextInLogprobs(true))
            .build();

    RunResult result = run(model, program, "{}");

    assertThat(result.steps().get(0).selection().choices().get(0).logprobs()).isEmpty();
    assertThat(result.steps().get(1).selection().choices().get(0).logprobs()).hasSize(2);
    assertThat(model.scoreCalls())
        .extracting(ScoreRequest::logprobs)
        .containsExactly(LogprobOptions.NONE, new LogprobOptions(true, -1, 0, true));
  }
}
