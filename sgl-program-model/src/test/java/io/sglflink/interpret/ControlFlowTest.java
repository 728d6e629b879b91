package io.sglflink.interpret;

import static io.sglflink.interpret.Runs.request;
import static io.sglflink.interpret.Runs.run;
import static io.sglflink.interpret.Runs.texts;
import static io.sglflink.program.Expression.arg;
import static io.sglflink.program.Expression.eq;
import static io.sglflink.program.Expression.get;
import static io.sglflink.program.Expression.local;
import static io.sglflink.program.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.interpret.Runs.MemoryJournal;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Role;
import io.sglflink.program.Expression;
import io.sglflink.program.GuidePrograms;
import io.sglflink.program.Literal;
import io.sglflink.program.Program;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Branches, loops and images. */
class ControlFlowTest {

  private static final String TURNS =
      "{'messages':[{'role':'user','content':'你好'},{'role':'system','content':'-'},"
          + "{'role':'assistant','content':'您好!'},{'role':'user','content':'再见'}]}";

  /** For each of three words a gen, and after those that say so a select. */
  private static final Program NESTED =
      Program.builder("nested")
          .parameter("words")
          .forEach(
              "word",
              arg("words"),
              each ->
                  each.part(get(local("word"), "text"))
                      .gen("g")
                      .when(
                          get(local("word"), "more"),
                          then ->
                              then.forEach(
                                  "n",
                                  Expression.list("1", "2"),
                                  inner -> inner.part(local("n")).select("s", "a", "b")))
                      .orElse(otherwise -> otherwise.gen("h")))
          .build();

  private static final String WORDS =
      "{'words':[{'text':'x','more':[]},{'text':'y','more':1},{'text':'z','more':''}]}";

  private final FakeLanguageModel model = new FakeLanguageModel().answering(request -> "答");

  @Test
  void aConversationIsWrittenTurnByTurn() {
    RunResult result = run(model, GuidePrograms.multiTurnChat(), TURNS);

    assertThat(result.failure()).isNull();
    assertThat(result.text()).isEqualTo("用户:你好\n助手:您好!\n用户:再见\n助手:答");
    assertThat(texts(result.variables())).containsExactly(Map.entry("response", "答"));
  }

  @Test
  void aSelectionDecidesWhichStepsRun() {
    model.scoring((prompt, choice) -> choice.equals("回答") ? -1 : -2);
    RunResult answered = run(model, GuidePrograms.agentWorkflow(), "{'query':'1+1?'}");
    model.scoring((prompt, choice) -> choice.equals("计算") ? -1 : -2);
    RunResult acted = run(model, GuidePrograms.agentWorkflow(), "{'query':'1+1?'}");

    assertThat(answered.text()).endsWith("\n行动类型:回答\n最终答案:答");
    assertThat(answered.steps())
        .extracting(StepReport::path)
        .containsExactly("/body/3", "/body/5", "/body/6/branches/0/body/1");
    assertThat(acted.text()).endsWith("\n行动类型:计算\n行动内容:答\n观察结果:[模拟观察]\n最终答案:答");
    assertThat(acted.steps())
        .extracting(StepReport::path)
        .containsExactly("/body/3", "/body/5", "/body/6/else/1", "/body/6/else/3");
    assertThat(texts(acted.variables()))
        .containsExactly(
            Map.entry("thought_1", "答"),
            Map.entry("action_type", "计算"),
            Map.entry("action_content", "答"),
            Map.entry("answer", "答"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1", "-0.5", "'x'", "[0]", "{'a':0}"})
  void theFirstTrueConditionWins(String value) {
    assertThat(branch("{'a':" + value + ",'b':true}")).isEqualTo("A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "0", "0.0", "''", "[]", "{}", "null"})
  void whatPythonCallsFalseIsFalse(String value) {
    assertThat(branch("{'a':" + value + ",'b':1}")).isEqualTo("B");
    assertThat(branch("{'a':" + value + ",'b':" + value + "}")).isEqualTo("C");
  }

  @Test
  void withoutAnElseNothingHappens() {
    Program program =
        Program.builder("p").text("1").when(arg("a"), t -> t.text("A")).text("2").build();

    assertThat(run(model, program, "{'a':0}").text()).isEqualTo("12");
  }

  @Test
  void eachIterationsStepsHaveTheirOwnPathsAndSeeds() {
    RunResult result = run(model, NESTED, WORDS);

    assertThat(result.failure()).isNull();
    assertThat(result.steps())
        .extracting(StepReport::path)
        .containsExactly(
            "/body/0[0]/body/1",
            "/body/0[0]/body/2/else/0",
            "/body/0[1]/body/1",
            "/body/0[1]/body/2/branches/0/body/0[0]/body/1",
            "/body/0[1]/body/2/branches/0/body/0[1]/body/1",
            "/body/0[2]/body/1",
            "/body/0[2]/body/2/else/0");
    assertThat(model.generateCalls())
        .allSatisfy(call -> assertThat(call.seed()).isEqualTo(StepSeed.of(42, call.id().step())))
        .extracting(GenerateRequest::seed)
        .doesNotHaveDuplicates();
    assertThat(result.text()).startsWith("x答答y答1");
  }

  @Test
  void everyPointOfRestartGoesOnInItsIteration() {
    RunRequest request = request(WORDS);
    MemoryJournal complete = new MemoryJournal();
    RunResult whole = run(new FakeLanguageModel(), NESTED, request, complete);

    for (int finished = 0; finished <= 7; finished++) {
      FakeLanguageModel second = new FakeLanguageModel();
      MemoryJournal journal = MemoryJournal.withFirst(finished, complete);

      assertThat(run(second, NESTED, request, journal)).isEqualTo(whole);
      assertThat(second.calls()).isEqualTo(7 - finished);
    }
  }

  @Test
  void theLastIterationsValueStays() {
    model.answering(request -> request.prompt().endsWith("b") ? "second" : "first");
    Program program =
        Program.builder("p")
            .forEach("i", Expression.list("a", "b"), each -> each.part(local("i")).gen("g"))
            .text("=")
            .var("g")
            .build();

    RunResult result = run(model, program, "{}");

    assertThat(result.text()).isEqualTo("afirstbsecond=second");
    assertThat(texts(result.variables())).containsExactly(Map.entry("g", "second"));
  }

  @Test
  void aLoopMayWriteMessages() {
    Program program =
        Program.builder("p")
            .parameter("questions")
            .forEach(
                "q",
                arg("questions"),
                each -> each.user(m -> m.part(local("q"))).assistant(m -> m.gen("a")))
            .build();

    assertThat(run(model, program, "{'questions':['1?','2?']}").messages())
        .containsExactly(
            new ChatMessage(Role.USER, "1?"),
            new ChatMessage(Role.ASSISTANT, "答"),
            new ChatMessage(Role.USER, "2?"),
            new ChatMessage(Role.ASSISTANT, "答"));
  }

  @Test
  void aFailureNamesTheNodeAndNotTheIteration() {
    RunResult result =
        run(model, NESTED, "{'words':[{'text':'x','more':0},{'text':'y','less':0}]}");

    assertThat(result.failure())
        .isEqualTo(
            new RunResult.Failure(
                FailureCode.EVALUATION_FAILED,
                "local \"word\" has no field \"more\": pass an object that has it, or ask with in"
                    + " before",
                "/body/0/body/2"));
    assertThat(result.steps()).hasSize(3);
  }

  @Test
  void aLoopOverAnythingButAListFails() {
    RunResult result = run(model, GuidePrograms.multiTurnChat(), "{'messages':'你好'}");

    assertThat(result.failure())
        .isEqualTo(
            new RunResult.Failure(
                FailureCode.INVALID_ARGUMENT,
                "argument \"messages\" is of type string, but the loop needs a list: pass one",
                "/body/0"));
  }

  @Test
  void aVariableThatNoNodeOnTheWayWroteFailsTheNodeThatReadsIt() {
    Program program = Program.builder("p").when(arg("a"), then -> then.gen("g")).var("g").build();

    assertThat(run(model, program, "{'a':1}").text()).isEqualTo("答答");
    RunResult result = run(model, program, "{'a':0}");
    assertThat(result.failure().code()).isEqualTo(FailureCode.EVALUATION_FAILED);
    assertThat(result.failure().pointer()).isEqualTo("/body/1");
    assertThat(result.failure().message()).startsWith("variable \"g\" is not written");
  }

  @Test
  void theIterationsOfARunAreBounded() {
    Expression hundred = Expression.list(Collections.nCopies(100, Literal.of(1)));
    Program square =
        Program.builder("p")
            .forEach("i", hundred, each -> each.forEach("j", hundred, inner -> inner.text("x")))
            .build();

    RunResult result = run(model, square, "{}");

    assertThat(result.text()).hasSize(9_900);
    assertThat(result.failure())
        .isEqualTo(
            new RunResult.Failure(
                FailureCode.BUDGET_EXCEEDED,
                "iterations of loops of the run: 10,001, the limit is 10,000: loop less often",
                "/body/0/body/0"));
  }

  @Test
  void theTextOfARunIsBounded() {
    Program program =
        Program.builder("p")
            .text("x".repeat(1 << 20))
            .forEach(
                "i",
                Expression.list(Collections.nCopies(16, Literal.of(1))),
                each -> each.text("x".repeat(1 << 20)))
            .build();

    RunResult result = run(model, program, "{}");

    assertThat(result.failure().code()).isEqualTo(FailureCode.BUDGET_EXCEEDED);
    assertThat(result.failure().message())
        .isEqualTo(
            "characters of a state's text: 17,825,792, the limit is 16,777,216: append less");
  }

  @Test
  void aLoopOfManyIterationsDoesNotDeepenTheStack() {
    Program program =
        Program.builder("p")
            .forEach(
                "i",
                Expression.list(Collections.nCopies(10_000, Literal.of(1))),
                each -> each.when(local("i"), then -> then.gen(g -> g.maxTokens(1))))
            .build();

    assertThat(run(model, program, "{}").text()).hasSize(10_000);
  }

  @Test
  void anImageFailsTheRunUntilAModelTakesImages() {
    RunResult result =
        run(model, GuidePrograms.imageQa(), "{'image_path':'cat.png','question':'?'}");

    assertThat(result.failure())
        .isEqualTo(
            new RunResult.Failure(
                FailureCode.IMAGE_UNSUPPORTED,
                "the model takes text only, image \"cat.png\" cannot be shown to it: describe it in"
                    + " the prompt",
                "/body/0"));
    String data = "data:image/png;base64," + "A".repeat(1_000);
    assertThat(
            run(model, GuidePrograms.imageQa(), "{'image_path':'" + data + "','question':'?'}")
                .failure()
                .message())
        .contains("image \"data:image/png;base64,AAA", "AAA…\" cannot")
        .hasSizeLessThan(200);
    assertThat(run(model, GuidePrograms.imageQa(), "{'image_path':[],'question':'?'}").failure())
        .extracting(RunResult.Failure::code)
        .isEqualTo(FailureCode.INVALID_ARGUMENT);
  }

  private String branch(String args) {
    Program program =
        Program.builder("p")
            .parameter("a")
            .parameter("b")
            .when(arg("a"), then -> then.text("A"))
            .orWhen(eq(eq(arg("b"), Literal.of(1)), Literal.of(true)), then -> then.text("B"))
            .orElse(otherwise -> otherwise.part(text("C")))
            .build();
    return run(model, program, args).text();
  }
}
