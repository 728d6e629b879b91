package io.sglflink.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sglflink.interpret.Interpreter;
import io.sglflink.interpret.RunListener;
import io.sglflink.interpret.RunRequest;
import io.sglflink.interpret.RunResult;
import io.sglflink.interpret.StepJournal;
import io.sglflink.model.Constraint;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.SamplingParams;
import io.sglflink.program.Program;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * SGLang's test programs on a model that knows its lines: what SGLang's tests assert, exactly, and
 * what they leave out.
 */
final class SglangSuiteTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final SamplingParams GREEDY =
      SamplingParams.DEFAULTS.with(set -> set.temperature(0.0));

  /** Answers a prompt by how it ends; the first of the lines that fits. */
  private static FakeLanguageModel knowing(String... endsAndAnswers) {
    return new FakeLanguageModel().answering(request -> line(request, endsAndAnswers));
  }

  private static String line(GenerateRequest request, String... endsAndAnswers) {
    for (int i = 0; i < endsAndAnswers.length; i += 2) {
      if (request.prompt().endsWith(endsAndAnswers[i])) {
        return endsAndAnswers[i + 1];
      }
    }
    throw new AssertionError("no line for " + request.prompt());
  }

  /** Prefers the choice that the prompt's end names. */
  private static FakeLanguageModel choosing(FakeLanguageModel model, String... endsAndChoices) {
    Map<String, String> choices = new LinkedHashMap<>();
    for (int i = 0; i < endsAndChoices.length; i += 2) {
      choices.put(endsAndChoices[i], endsAndChoices[i + 1]);
    }
    return model.scoring(
        (prompt, choice) ->
            choices.entrySet().stream()
                    .anyMatch(e -> prompt.endsWith(e.getKey()) && e.getValue().equals(choice))
                ? -1
                : -2);
  }

  private static Program program(String name) {
    return program("suite/test_programs.py", name);
  }

  private static Program untested(String name) {
    return program("suite/untested.py", name);
  }

  private static Program program(String file, String name) {
    try {
      return Sources.compile(Sources.read(file), name);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, JsonNode> args(Map<String, ?> values) {
    Map<String, JsonNode> args = new LinkedHashMap<>();
    values.forEach((name, value) -> args.put(name, MAPPER.valueToTree(value)));
    return args;
  }

  private static RunResult end(FakeLanguageModel model, Program program, Map<String, ?> values) {
    return end(model, program, values, SamplingParams.DEFAULTS);
  }

  private static RunResult end(
      FakeLanguageModel model, Program program, Map<String, ?> values, SamplingParams sampling) {
    RunRequest request = new RunRequest("run-1", args(values), sampling, 42);
    return new Interpreter(model, Runnable::run)
        .start(program, request, StepJournal.NONE)
        .result()
        .join();
  }

  private static RunResult run(FakeLanguageModel model, Program program, Map<String, ?> values) {
    RunResult result = end(model, program, values);
    assertThat(result.failure()).isNull();
    return result;
  }

  private static String value(RunResult result, String name) {
    return result.variables().get(name).textValue();
  }

  private static List<String> contents(RunResult result) {
    return result.messages().stream().map(m -> m.role().label() + ": " + m.content()).toList();
  }

  @Test
  void fewShotQa() {
    FakeLanguageModel model =
        knowing(
            "United States?\nA:", " Washington", "Japan?\nA:", " Tokyo", "China?\nA:", " Beijing");
    String question = "What is the capital of %s?";
    Function<String, RunResult> qa =
        country ->
            run(model, program("few_shot_qa"), Map.of("question", question.formatted(country)));
    RunResult result = qa.apply("the United States");
    assertThat(value(result, "answer")).isEqualTo(" Washington");
    assertThat(result.text())
        .startsWith(
            "The following are questions with answers.\n\nQ: What is the capital of France?")
        .endsWith("Q: What is the capital of the United States?\nA: Washington");
    assertThat(List.of("Japan", "China"))
        .extracting(qa)
        .extracting(each -> value(each, "answer"))
        .containsExactly(" Tokyo", " Beijing");
    assertThat(model.generateCalls())
        .allSatisfy(
            call -> {
              assertThat(call.sampling().stop()).contains("\n");
              assertThat(call.sampling().greedy())
                  .as("the node's 0 goes before the run's")
                  .isTrue();
            });
  }

  @Test
  void mtBench() {
    FakeLanguageModel model = knowing("<|assistant|>\n", "An answer.");
    RunResult result =
        run(model, program("answer_mt_bench"), Map.of("question_1", "One?", "question_2", "Two?"));
    assertThat(contents(result))
        .containsExactly(
            "system: You are a helpful assistant.",
            "user: One?",
            "assistant: An answer.",
            "user: Two?",
            "assistant: An answer.");
    assertThat(model.generateCalls().get(1).prompt())
        .startsWith(model.generateCalls().get(0).prompt() + "An answer.<|end|>\n<|user|>\nTwo?");
  }

  @Test
  void select() {
    FakeLanguageModel model =
        choosing(
            new FakeLanguageModel(),
            "France is Paris.\nAnswer:",
            "True",
            "France is London.\nAnswer:",
            "False",
            "France is big.\nAnswer:",
            "Unknown");
    assertThat(List.of("Paris", "London", "big"))
        .extracting(
            place ->
                value(
                    run(
                        model,
                        program("true_or_false"),
                        Map.of("statement", "The capital of France is " + place + ".")),
                    "answer"))
        .containsExactly("True", "False", "Unknown");
    assertThat(model.generateCalls()).isEmpty();
  }

  @Test
  void decodeInt() {
    FakeLanguageModel model = knowing("in a day is ", "24", "in a year is ", "365");
    RunResult result = run(model, program("decode_int"), Map.of());
    assertThat(value(result, "hours")).as("a text, as in SGLang").isEqualTo("24");
    assertThat(value(result, "days")).isEqualTo("365");
    assertThat(model.generateCalls())
        .allSatisfy(
            call -> {
              assertThat(call.constraint()).isEqualTo(new Constraint.Regex("[-+]?[0-9]+[ \\n]*"));
              assertThat(call.sampling().stop()).contains(" ", "\n");
            });
  }

  @Test
  void decodeJsonRegex() throws IOException {
    json(program("decode_json_regex"), 4);
  }

  @Test
  void decodeJson() throws IOException {
    json(program("decode_json"), 5);
  }

  private static void json(Program program, int fields) throws IOException {
    FakeLanguageModel model =
        knowing(
            "\"name\": ",
            "\"Paris\"",
            "\"population\": ",
            "2148271",
            "\"area\": ",
            "105",
            "\"latitude\": ",
            "48.85",
            "\"country\": ",
            "\"France\"",
            "\"timezone\": ",
            "\"CET\"");
    RunResult result = run(model, program, Map.of());
    JsonNode city = MAPPER.readTree(value(result, "json_output"));
    assertThat(city.size()).isEqualTo(fields);
    assertThat(city.get("name").isTextual()).isTrue();
    assertThat(city.get("population").isIntegralNumber()).isTrue();
    assertThat(result.variables()).containsOnlyKeys("json_output");
    assertThat(result.text()).endsWith(value(result, "json_output"));
  }

  @Test
  void expertAnswer() {
    FakeLanguageModel model =
        knowing("this question is", " a geographer", "would answer that ", "it is Paris");
    RunResult result =
        run(model, program("expert_answer"), Map.of("question", "The capital of France?"));
    assertThat(result.text())
        .endsWith(" is a geographer.\nFor example, a geographer would answer that it is Paris.");
  }

  @Test
  void toolUse() {
    FakeLanguageModel model = knowing("calculate(", "257*983");
    RunResult result = run(model, untested("tool_use"), Map.of("lhs", 257, "rhs", 983));
    assertThat(Integer.parseInt(value(result, "answer"))).isEqualTo(257 * 983);
    assertThat(result.text()).endsWith("calculate(257*983) = 252631");
  }

  @Test
  void react() {
    FakeLanguageModel model =
        choosing(
            knowing(
                "Thought 1:",
                " I search",
                "[",
                "Linus",
                "Observation 1:",
                " Finland",
                "Thought 2:",
                " I know"),
            "Action 1: ",
            "Search",
            "Action 2: ",
            "Finish");
    RunResult result = run(model, program("react"), Map.of("question", "Where is Linus from?"));
    assertThat(result.variables().keySet()).containsExactly("action_1", "action_2", "answer");
    assertThat(result.text())
        .endsWith(
            """
            Thought 1: I search.
            Action 1: Search [Linus].
            Observation 1: Finland.
            Thought 2: I know.
            Action 2: Finish [Linus].
            """);
  }

  @Test
  void parallelDecoding() {
    FakeLanguageModel model =
        new FakeLanguageModel()
            .answering(request -> request.prompt().endsWith("summary,") ? " all" : " do");
    RunResult result = run(model, program("parallel_decoding"), Map.of("topic", "health"));
    assertThat(result.variables().get("detailed_tip")).hasSize(5);
    assertThat(value(result, "summary")).isEqualTo(" all");
    assertThat(result.text())
        .contains("5. do.\nHere are these tips")
        .contains("Tip 5: do\n\nIn summary");
    String skeleton = result.text().substring(0, result.text().indexOf("Here are these"));
    assertThat(model.generateCalls()).hasSize(11);
    assertThat(model.generateCalls().subList(5, 10))
        .as("the forks share all that was before")
        .allSatisfy(call -> assertThat(call.prompt()).startsWith(skeleton));
  }

  @Test
  void parallelEncoding() {
    FakeLanguageModel model = knowing("ASSISTANT:", " Noah");
    RunResult result =
        run(
            model,
            program("parallel_encoding"),
            Map.of("question", "Who?", "context_0", "a", "context_1", "b", "context_2", "c"));
    assertThat(value(result, "answer")).isEqualTo(" Noah");
    assertThat(result.text())
        .contains("Statement 0: a\nStatement 1: b\nStatement 2: c\nNow, please");
  }

  @Test
  void imageQa() {
    RunResult result =
        end(new FakeLanguageModel(), program("image_qa"), Map.of("question", "What is it?"));
    assertThat(result.failure().code().code()).isEqualTo("image_unsupported");
  }

  @Test
  void stream() {
    StringBuilder text = new StringBuilder();
    Map<String, StringBuilder> variables = new LinkedHashMap<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void text(String more) {
            text.append(more);
          }

          @Override
          public void variable(String name, String more) {
            variables.computeIfAbsent(name, unset -> new StringBuilder()).append(more);
          }
        };
    RunRequest request =
        new RunRequest("run-1", args(Map.of("question", "Hi?")), SamplingParams.DEFAULTS, 42);
    RunResult result =
        new Interpreter(new FakeLanguageModel(), Runnable::run)
            .start(program("qa"), request, StepJournal.NONE, listener)
            .result()
            .join();
    assertThat(text).hasToString(result.text());
    assertThat(variables.get("answer")).hasToString(value(result, "answer"));
  }

  @Test
  void regex() {
    RunResult result = run(new FakeLanguageModel(), program("regex_gen"), Map.of());
    assertThat(value(result, "answer")).matches("\\d{1,3}(.\\d{1,3}){3}");
  }

  @Test
  void dtypeGen() {
    RunResult result = run(new FakeLanguageModel(), program("dtype_gen"), Map.of());
    assertThat(value(result, "str_res")).startsWith("\"").endsWith("\"");
    assertThat(value(result, "int_res").strip()).matches("[-+]?\\d+");
    assertThat(Double.parseDouble(value(result, "float_res").strip())).isFinite();
    assertThat(value(result, "bool_res")).isIn("True", "False");
  }

  @Test
  void speculativeProgramsRunLikeAnyOther() {
    FakeLanguageModel model =
        new FakeLanguageModel().answering(request -> request.prompt().endsWith(":") ? " x" : "");
    assertThat(run(model, program("gen_character_spec"), Map.of()).text())
        .endsWith("Name: x\nBirthday: x\nJob: x\n");
    assertThat(contents(run(model, program("chat_spec"), Map.of())))
        .containsExactly(
            "system: You are a helpful assistant.",
            "user: Construct a character.",
            "assistant: Name: x\nJob: x");
  }

  @Test
  void hellaswagSelect() {
    List<Map<String, Object>> examples =
        IntStream.range(0, 20)
            .<Map<String, Object>>mapToObj(
                i -> Map.of("ctx", "C" + i, "endings", List.of(" a", " b", " c"), "label", i % 3))
            .toList();
    FakeLanguageModel model = choosing(new FakeLanguageModel(), "Then", " ends");
    RunResult result =
        run(
            model,
            untested("hellaswag"),
            Map.of(
                "examples", examples, "question", "Then", "choices", List.of(" goes on", " ends")));
    assertThat(value(result, "answer")).isEqualTo(" ends");
    assertThat(result.returnValue().intValue()).isEqualTo(1);
    assertThat(model.scoreCalls().get(0).prompt())
        .startsWith("C0 a\n\nC1 b\n\nC2 c\n\nC3 a")
        .endsWith("C19 b\n\nThen");
  }

  @Test
  void genMinNewTokens() {
    FakeLanguageModel model = new FakeLanguageModel();
    RunResult result = run(model, program("convo_1"), Map.of());
    assertThat(result.steps().get(0).completionTokens()).isBetween(64, 128);
    assertThat(model.generateCalls().get(0).sampling().minTokens()).isEqualTo(64);
  }

  @Test
  void separateReasoning() {
    FakeLanguageModel model = knowing("So: ", "<think>hm</think>yes");
    RunResult result = run(model, untested("reasoning"), Map.of("question", "Sure?"));
    assertThat(value(result, "answer")).isEqualTo("yes");
    assertThat(value(result, "answer_reasoning_content")).isEqualTo("hm");
    assertThat(contents(result))
        .as("what stands before the gen stays, unlike in SGLang")
        .containsExactly("user: Sure?", "assistant: So: yes", "user: hm");
  }

  @Test
  void aJoinGathersWhatTheStatesHaveAndTheParentHadNot() {
    FakeLanguageModel model =
        new FakeLanguageModel().answering(request -> "<" + request.prompt().length() + ">");
    RunResult result =
        run(model, untested("gather"), Map.of("questions", List.of("a", "skip", "bb")));
    assertThat(result.variables().get("answer")).hasToString("[\"<7>\",\"<8>\"]");
    assertThat(value(result, "kept")).isEqualTo("<0>");
    assertThat(result.returnValue().intValue()).isEqualTo(2);
    assertThat(result.text()).isEqualTo("<0>");
  }

  @Test
  void aCopyComesBackAsListsOfOne() {
    RunResult result = run(knowing("AB", "x"), untested("copied"), Map.of());
    assertThat(result.variables().get("inner")).hasToString("[\"x\"]");
    assertThat(result.text()).isEqualTo("ACx");
  }

  @Test
  void aFailedForkFailsTheRunWhereItIsWaitedFor() {
    FakeLanguageModel model =
        new FakeLanguageModel()
            .answering(
                request -> {
                  if (request.prompt().startsWith("broken")) {
                    throw new RequestFailedException(FailureCode.PROMPT_TOO_LONG, "too long");
                  }
                  return "x";
                });
    RunResult result = end(model, untested("failing_fork"), Map.of());
    assertThat(result.failure().code()).isEqualTo(FailureCode.PROMPT_TOO_LONG);
    assertThat(result.failure().source()).isEqualTo("test.py:52");
    assertThat(result.text()).as("what was there before").isEqualTo("before");
  }

  @Test
  void messagesDoNotNest() {
    FakeLanguageModel model = new FakeLanguageModel();
    assertThat(contents(run(model, untested("nested_roles"), Map.of("nested", false))))
        .containsExactly("user: hi");
    RunResult nested = end(model, untested("nested_roles"), Map.of("nested", true));
    assertThat(nested.failure().source()).isEqualTo("test.py:62");
  }

  @Test
  void severalSamplesAreAListAndTheTextGoesOnWithTheFirst() {
    RunResult result = run(new FakeLanguageModel(), untested("samples"), Map.of());
    JsonNode drafts = result.variables().get("drafts");
    assertThat(drafts).hasSize(3);
    StringBuilder all = new StringBuilder();
    drafts.forEach(draft -> all.append(draft.textValue()));
    assertThat(result.text()).isEqualTo("Q" + drafts.get(0).textValue() + "|" + all);
  }

  @Test
  void aGensOwnParametersGoBeforeTheRuns() {
    FakeLanguageModel model = new FakeLanguageModel();
    RunResult result = end(model, untested("parameters"), Map.of(), GREEDY);
    assertThat(result.failure()).isNull();
    SamplingParams own = model.generateCalls().get(0).sampling();
    assertThat(own)
        .isEqualTo(
            GREEDY.with(
                set ->
                    set.stopRegex(List.of("\\d+"))
                        .stop(own.stop())
                        .temperature(0.5)
                        .topP(0.9)
                        .topK(7)
                        .minP(0.1)
                        .frequencyPenalty(0.2)
                        .presencePenalty(0.3)
                        .ignoreEos(true)
                        .stopTokenIds(List.of(5))));
    assertThat(model.generateCalls().get(1).constraint()).isInstanceOf(Constraint.JsonSchema.class);
    assertThat(value(result, "b")).matches("(?s)\\{.*\"n\".*\\}");
    assertThat(model.generateCalls().get(2).sampling().temperature()).isZero();
  }

  @Test
  void oneRunsFailureIsItsOwn() {
    FakeLanguageModel model =
        new FakeLanguageModel()
            .answering(
                request -> {
                  if (request.prompt().contains("bad")) {
                    throw new RequestFailedException(FailureCode.PROMPT_TOO_LONG, "too long");
                  }
                  return "x";
                });
    assertThat(List.of("good", "bad", "fine"))
        .extracting(q -> end(model, program("few_shot_qa"), Map.of("question", q)).completed())
        .containsExactly(true, false, true);
  }
}
