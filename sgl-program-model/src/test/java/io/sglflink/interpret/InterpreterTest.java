package io.sglflink.interpret;

import static io.sglflink.interpret.Runs.request;
import static io.sglflink.interpret.Runs.run;
import static io.sglflink.interpret.Runs.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.constraint.JsonStyle;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.Constraint;
import io.sglflink.model.FakeChatFormat;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.FinishReason;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.RequestId;
import io.sglflink.model.Role;
import io.sglflink.model.SamplingParams;
import io.sglflink.model.ScoreRequest;
import io.sglflink.program.DataType;
import io.sglflink.program.Expression;
import io.sglflink.program.GuidePrograms;
import io.sglflink.program.Literal;
import io.sglflink.program.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InterpreterTest {

  private static final SamplingParams RUN =
      SamplingParams.DEFAULTS.with(
          set ->
              set.maxTokens(77)
                  .minTokens(2)
                  .n(2)
                  .temperature(0.3)
                  .topP(0.8)
                  .topK(50)
                  .minP(0.05)
                  .frequencyPenalty(0.5)
                  .presencePenalty(-0.5)
                  .repetitionPenalty(1.5)
                  .logitBias(Map.of(3, 1.0))
                  .stop(List.of("run stop"))
                  .stopTokenIds(List.of(5))
                  .stopRegex(List.of("\\d"))
                  .ignoreEos(true)
                  .returnLogprob(true)
                  .logprobStartLen(0)
                  .topLogprobsNum(3)
                  .returnTextInLogprobs(true));

  private final FakeLanguageModel model = new FakeLanguageModel();

  @Test
  void eachStepSeesTheWholeTextSoFar() {
    model
        .answering(request -> request.id().step().equals("/body/2") ? "大纲一" : "细节")
        .scoring((prompt, choice) -> choice.equals("简略") ? -0.1 : -1);

    RunResult result = run(model, GuidePrograms.complexWorkflow(), "{'topic':'茶'}");

    String first = "请为以下主题生成大纲:茶\n大纲:";
    String second = first + "大纲一\n这份大纲是否足够详细?";
    String third = second + "简略\n请根据大纲展开详细内容:\n";
    assertThat(result.completed()).isTrue();
    assertThat(result.text()).isEqualTo(third + "细节");
    assertThat(texts(result.variables()))
        .containsExactly(
            Map.entry("outline", "大纲一"), Map.entry("quality", "简略"), Map.entry("detail", "细节"));
    assertThat(model.generateCalls())
        .extracting(GenerateRequest::prompt)
        .containsExactly(first, third);
    assertThat(model.scoreCalls())
        .extracting(ScoreRequest::id, ScoreRequest::prompt, ScoreRequest::choices)
        .containsExactly(
            tuple(new RequestId("run-1", "/body/4"), second, List.of("详细", "简略", "需要改进")));
    assertThat(result.messages()).isEmpty();
  }

  static List<Program> guidePrograms() {
    return GuidePrograms.all();
  }

  @ParameterizedTest
  @MethodSource("guidePrograms")
  void theGuidesProgramsRunToTheirEnd(Program program) {
    Map<String, JsonNode> args = new LinkedHashMap<>();
    program.parameters().forEach(p -> args.put(p.name(), TextNode.valueOf("«" + p.name() + "»")));
    RunRequest request = new RunRequest("guide", args, SamplingParams.DEFAULTS, 1);

    RunResult result = run(model, program, request);

    assertThat(result.failure()).isNull();
    assertThat(result.steps()).isNotEmpty().hasSize(model.calls());
    assertThat(result.variables()).hasSize(model.calls());
    assertThat(result.text()).contains(args.values().stream().map(JsonNode::textValue).toList());
    assertThat(result.steps())
        .allSatisfy(
            step -> assertThat(texts(result.variables())).containsEntry(step.name(), step.text()));
  }

  @Test
  void stepsAreReportedInOrderWithWhatTheyCost() {
    model.answering(request -> "答").scoring((prompt, choice) -> -choice.length());

    RunResult result =
        run(model, Program.builder("p").text("四个字符").gen("a").select("s", "xx", "y").build(), "{}");

    assertThat(result.steps()).hasSize(2);
    StepReport gen = result.steps().get(0);
    assertThat(gen.path()).isEqualTo("/body/1");
    assertThat(gen.name()).isEqualTo("a");
    assertThat(gen.samples().get(0).finishReason()).isInstanceOf(FinishReason.StopToken.class);
    assertThat(gen.promptTokens()).isEqualTo(4);
    assertThat(gen.cachedTokens()).isEqualTo(2);
    assertThat(gen.completionTokens()).isEqualTo(1);
    StepReport select = result.steps().get(1);
    assertThat(select.text()).isEqualTo("y");
    assertThat(select.samples()).isEmpty();
    assertThat(select.selection().choices())
        .extracting(StepReport.ChoiceReport::choice, StepReport.ChoiceReport::normalizedLogprob)
        .containsExactly(tuple("xx", -2.0), tuple("y", -1.0));
  }

  @Test
  void rolesBecomeMessagesAndText() {
    model.answering(request -> "\u3000 回答 ").scoring((prompt, choice) -> 0);

    RunResult result = run(model, GuidePrograms.chat(), "{'question':'天为什么蓝?'}");

    assertThat(result.messages())
        .containsExactly(
            new ChatMessage(Role.SYSTEM, "You answer 简短."),
            new ChatMessage(Role.USER, "天为什么蓝?"),
            new ChatMessage(Role.ASSISTANT, "回答 "),
            new ChatMessage(Role.USER, "Is \"\u3000 回答 \" right?"),
            new ChatMessage(Role.ASSISTANT, "是"));
    assertThat(result.text())
        .isEqualTo(
            """
            <|system|>
            You answer 简短.<|end|>
            <|user|>
            天为什么蓝?<|end|>
            <|assistant|>
            \u3000 回答 <|end|>
            <|user|>
            Is "\u3000 回答 " right?<|end|>
            <|assistant|>
            是<|end|>
            """);
    assertThat(model.generateCalls().get(0).prompt()).endsWith("<|assistant|>\n");
  }

  @Test
  void anEmptyRoleIsAnEmptyMessage() {
    RunResult result = run(model, Program.builder("p").user(m -> {}).build(), "{}");

    assertThat(result.messages()).containsExactly(new ChatMessage(Role.USER, ""));
  }

  @Test
  void anUnsetParameterIsTheRuns() {
    run(model, gen(), request("{}", RUN));

    GenerateRequest call = model.generateCalls().get(0);
    assertThat(call.sampling())
        .isEqualTo(RUN.with(set -> set.stop(List.of("run stop", FakeChatFormat.END))));
    assertThat(call.constraint()).isEqualTo(Constraint.NONE);
  }

  @Test
  void aSetParameterReplacesTheRunsEvenWithZeroFalseAndAnEmptyList() {
    Program program =
        Program.builder("p")
            .gen(
                "a",
                g ->
                    g.maxTokens(0)
                        .minTokens(0)
                        .temperature(0)
                        .topP(1)
                        .topK(-1)
                        .minP(0)
                        .frequencyPenalty(0)
                        .presencePenalty(0)
                        .repetitionPenalty(1)
                        .logitBias(Map.of())
                        .n(1)
                        .stopRegex()
                        .stop()
                        .stopTokenIds()
                        .ignoreEos(false)
                        .returnLogprob(false)
                        .logprobStartLen(-1)
                        .topLogprobsNum(0)
                        .returnTextInLogprobs(false))
            .build();

    RunResult result = run(model, program, request("{}", RUN));

    assertThat(model.generateCalls().get(0).sampling())
        .isEqualTo(
            SamplingParams.DEFAULTS.with(
                set -> set.maxTokens(0).temperature(0.0).stop(List.of(FakeChatFormat.END))));
    assertThat(texts(result.variables())).containsExactly(Map.entry("a", ""));
    assertThat(result.steps().get(0).samples().get(0).finishReason())
        .isEqualTo(new FinishReason.Length(0));
  }

  @Test
  void aTypeIsARegexAndItsStopsComeLast() {
    Program program =
        Program.builder("p")
            .gen("i", g -> g.dtype(DataType.INT).stop("\n"))
            .gen("b", g -> g.dtype(DataType.BOOL))
            .gen("r", g -> g.regex("\\d+"))
            .build();

    RunResult result = run(model, program, "{}");

    List<GenerateRequest> calls = model.generateCalls();
    assertThat(calls)
        .extracting(GenerateRequest::constraint)
        .containsExactly(
            new Constraint.Regex("[-+]?[0-9]+[ \\n]*"),
            new Constraint.Regex("(True|False)"),
            new Constraint.Regex("\\d+"));
    assertThat(calls.get(0).sampling().stop()).containsExactly("\n", FakeChatFormat.END, " ");
    assertThat(calls.get(1).sampling().stop()).containsExactly(FakeChatFormat.END);
    assertThat(texts(result.variables()).get("i")).matches("[0-9]+");
    assertThat(result.variables().get("i").isTextual()).isTrue();
  }

  @Test
  void genWithAMethodOfChoiceIsSelectAndDropsTheRest() {
    ChoicesMethod method = ChoicesMethod.GREEDY_TOKEN_SELECTION;
    Program program =
        Program.builder("p")
            .gen("s", g -> g.choices("是", "否").choicesMethod(method).maxTokens(3).stop("x"))
            .build();

    RunResult result = run(model, program, request("{}", RUN));

    assertThat(model.generateCalls()).isEmpty();
    assertThat(model.scoreCalls()).hasSize(1);
    assertThat(result.text()).isEqualTo(result.variables().get("s").textValue());
  }

  @Test
  void genWithChoicesAloneDrawsOneOfThem() {
    Program program =
        Program.builder("p")
            .gen("s", g -> g.choices(Expression.arg("labels")).temperature(0.7).complete(true))
            .build();

    RunResult result = run(model, program, "{'labels':['是','否']}");

    assertThat(model.scoreCalls()).isEmpty();
    assertThat(model.generateCalls())
        .extracting(GenerateRequest::constraint)
        .containsExactly(new Constraint.Choices(List.of("是", "否"), true));
    assertThat(result.text()).isIn("是", "否");
  }

  @Test
  void aSchemaIsOneWhetherItIsJsonOrATextOfIt() {
    Program program =
        Program.builder("p")
            .gen("a", g -> g.jsonSchema(BooleanNode.TRUE).lenient(true))
            .gen("b", g -> g.jsonSchema("{ }").whitespace(Whitespace.ANY))
            .build();

    RunResult result = run(model, program, "{}");

    assertThat(model.generateCalls())
        .extracting(GenerateRequest::constraint)
        .containsExactly(
            new Constraint.JsonSchema("true", JsonStyle.DEFAULT, true, false),
            new Constraint.JsonSchema(
                "{ }", new JsonStyle(Whitespace.ANY, PropertyOrder.SCHEMA), false, false));
    assertThat(result.steps())
        .allSatisfy(step -> assertThat(step.samples().get(0).constraint().satisfied()).isTrue());
  }

  @Test
  void theFirstOfATieWins() {
    model.scoring((prompt, choice) -> choice.equals("c") ? -2 : -1);

    RunResult result = run(model, Program.builder("p").select("s", "c", "a", "b").build(), "{}");

    assertThat(texts(result.variables())).containsExactly(Map.entry("s", "a"));
  }

  @Test
  void choicesComeFromAListArgumentOrFromItemsOfAnyKind() {
    model.scoring((prompt, choice) -> -choice.length());
    Program program =
        Program.builder("p")
            .select("first", Expression.arg("labels"))
            .select(
                "second",
                Expression.list(
                    List.of(
                        Expression.text("long text"),
                        Expression.arg("n"),
                        Expression.var("first"))))
            .build();

    RunResult result = run(model, program, "{'labels':['科技','体育新闻',true],'n':1.0}");

    assertThat(model.scoreCalls())
        .extracting(ScoreRequest::choices)
        .containsExactly(List.of("科技", "体育新闻", "True"), List.of("long text", "1.0", "科技"));
    assertThat(result.text()).isEqualTo("科技科技");
  }

  @Test
  void anUnnamedStepChangesTheTextOnly() {
    model.answering(request -> "x").scoring((prompt, choice) -> 0);

    RunResult result =
        run(model, Program.builder("p").gen(g -> g.maxTokens(1)).select(null, "y").build(), "{}");

    assertThat(result.text()).isEqualTo("xy");
    assertThat(result.variables()).isEmpty();
  }

  @Test
  void theLastWriterOfAVariableWins() {
    model.answering(request -> request.prompt().isEmpty() ? "1" : "2");

    RunResult result =
        run(model, Program.builder("p").gen("a").gen("a").text("=").var("a").build(), "{}");

    assertThat(result.text()).isEqualTo("12=2");
    assertThat(texts(result.variables())).containsExactly(Map.entry("a", "2"));
  }

  @Test
  void scalarsAreWrittenAsPythonWritesThem() {
    Program program =
        Program.builder("p")
            .arg("b")
            .text(" ")
            .arg("i")
            .text(" ")
            .arg("f")
            .text(" ")
            .part(Literal.of(false))
            .build();

    assertThat(run(model, program, "{'b':true,'i':12345678901234567890,'f':1e-7}").text())
        .isEqualTo("True 12345678901234567890 1e-07 False");
  }

  @Test
  void eachStepHasASeedOfItsOwn() {
    Program program =
        Program.builder("p")
            .gen("a")
            .gen("b")
            .gen("c", g -> g.seed(7))
            .gen("d", g -> g.seed(7))
            .build();

    run(model, program, "{}");

    assertThat(model.generateCalls())
        .extracting(GenerateRequest::seed)
        .containsExactly(
            StepSeed.of(42, "/body/0"),
            StepSeed.of(42, "/body/1"),
            StepSeed.of(7, "/body/2"),
            StepSeed.of(7, "/body/3"))
        .doesNotHaveDuplicates();
  }

  private static Program gen() {
    return Program.builder("p").gen("a").build();
  }
}
