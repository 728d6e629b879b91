package io.sglflink.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sglflink.interpret.StepReport;
import io.sglflink.program.Program;
import io.sglflink.python.PythonException;
import io.sglflink.python.PythonFrontEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The Python examples on the demo model: whether what SGLang's programs are for comes out right.
 */
class PythonProgramsTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final SglOptions GREEDY =
      SglOptions.DEFAULTS.withSampling(set -> set.temperature(0.0)).withSeed(1);

  private static SglRuntime runtime;

  /** A record of the examples and what is right. */
  private record Item(Map<String, Object> args, JsonNode expected) {

    String right(String name) {
      return expected.get(name).textValue();
    }
  }

  @BeforeAll
  static void open() {
    runtime = SglRuntime.builder(EXAMPLES.resolve("demo-model")).dtype("float32").seed(1).open();
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  private static SglProgram example(String file, String name) throws IOException {
    return compiled(Files.readString(EXAMPLES.resolve("python").resolve(file)), name);
  }

  private static SglProgram compiled(String source, String name) {
    try {
      Program program =
          PythonFrontEnd.compile(source, name + ".py").stream()
              .filter(each -> each.name().equals(name))
              .findFirst()
              .orElseThrow();
      return runtime.program(program);
    } catch (PythonException e) {
      throw new AssertionError(e);
    }
  }

  private static SglProgram body(String parameters, String body) {
    String head = "import sglang as sgl\n@sgl.function\ndef p(s, " + parameters + "):\n";
    return compiled(head + body.indent(4), "p");
  }

  private static List<Item> items(String name, int count) throws IOException {
    Map<String, JsonNode> answers = new HashMap<>();
    for (JsonNode answer : lines("answers", name)) {
      answers.put(answer.get("id").textValue(), answer.get("expected"));
    }
    List<Item> items = new ArrayList<>();
    for (JsonNode prompt : lines("prompts", name).subList(0, count)) {
      Map<String, Object> args = new HashMap<>();
      prompt.get("args").properties().forEach(arg -> args.put(arg.getKey(), arg.getValue()));
      items.add(new Item(args, answers.get(prompt.get("id").textValue())));
    }
    return items;
  }

  private static List<JsonNode> lines(String folder, String name) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(EXAMPLES.resolve(folder).resolve(name + ".jsonl"))) {
      lines.add(MAPPER.readTree(line));
    }
    return lines;
  }

  private static List<SglState> batch(SglProgram program, List<Item> items) {
    return program.runBatch(
        items.stream().map(Item::args).toList(), BatchOptions.DEFAULTS.withRun(GREEDY));
  }

  private static void assertRight(String name, String... variables) throws IOException {
    List<Item> items = items(name, 8);
    List<SglState> states = batch(example("guide.py", name), items);
    for (int i = 0; i < items.size(); i++) {
      for (String variable : variables) {
        assertThat(states.get(i).orThrow().get(variable))
            .as(states.get(i).text())
            .isEqualTo(items.get(i).right(variable));
      }
    }
  }

  @Test
  void selectDecides() throws IOException {
    assertRight("yes_no_qa", "answer");
    assertRight("classify", "category");
  }

  @Test
  void regularExpressionsHoldWhatIsExtracted() throws IOException {
    assertRight("extract_info", "date");
    assertRight("extract_number", "price");
    assertRight("extract_structured_data", "name", "age", "occupation", "city", "sentiment");
  }

  @Test
  void anAgentTakesTheRightAction() throws IOException {
    assertRight("agent_workflow", "action_type");
  }

  @Test
  void dtypesAreRead() throws IOException {
    SglProgram price =
        body(
            "text",
            "s += '提取价格:\\n' + text + '\\n价格:' + sgl.gen('price', dtype=float)\n"
                + "return float(s['price']) * 2");
    List<Item> items = items("extract_number", 6);
    List<SglState> states = batch(price, items);
    for (int i = 0; i < items.size(); i++) {
      assertThat(states.get(i).orThrow().returnValue().doubleValue())
          .isEqualTo(Double.parseDouble(items.get(i).right("price")) * 2);
    }
    SglProgram age =
        body(
            "text",
            """
            s += '从以下文本中提取信息:\\n' + text + '\\n\\n姓名:' + sgl.gen('name', stop='\\n')
            s += '\\n年龄:' + sgl.gen_int('age', max_tokens=5)
            return int(s['age']) + 1
            """);
    Item person = items("extract_structured_data", 1).get(0);
    assertThat(age.run(person.args(), GREEDY).orThrow().returnValue().intValue())
        .isEqualTo(Integer.parseInt(person.right("age")) + 1);
  }

  @Test
  void votesAreRightAtLeastAsOftenAsOneSample() throws IOException {
    SglProgram vote = example("voting.py", "math_vote");
    List<JsonNode> records = lines("answers", "math_reasoning");
    List<Item> items = items("math_reasoning", records.size());
    List<Item> problems = new ArrayList<>();
    for (int i = 0; i < items.size() && problems.size() < 4; i += 8) {
      problems.add(items.get(i));
    }
    int samplesRight = 0;
    int votesRight = 0;
    List<SglState> states =
        vote.runBatch(
            problems.stream().map(Item::args).toList(),
            BatchOptions.DEFAULTS.withRun(SglOptions.DEFAULTS.withSeed(7)));
    for (int i = 0; i < problems.size(); i++) {
      SglState state = states.get(i).orThrow();
      String right = problems.get(i).right("answer");
      List<String> answers = state.getList("answers");
      samplesRight += (int) answers.stream().filter(right::equals).count();
      votesRight += state.get("answer").equals(right) ? 1 : 0;
      assertThat(state.value("votes").intValue())
          .isEqualTo((int) answers.stream().filter(state.get("answer")::equals).count());
    }
    assertThat(votesRight * 8).isGreaterThanOrEqualTo(samplesRight);
    assertThat(votesRight).isGreaterThanOrEqualTo(problems.size() / 2);
  }

  @Test
  void forkedStatesComputeTheirPrefixOnce() throws IOException {
    runtime.flushCache();
    Item problem = items("math_reasoning", 1).get(0);
    SglState state =
        example("voting.py", "math_vote")
            .run(problem.args(), SglOptions.DEFAULTS.withSeed(7))
            .orThrow();
    Map<String, List<StepReport>> steps =
        state.steps().stream().collect(Collectors.groupingBy(StepReport::name));
    assertThat(steps.get("reasoning")).hasSize(8);
    int computed = 0;
    for (StepReport step : state.steps()) {
      computed += step.promptTokens() - step.cachedTokens();
    }
    int prefix = steps.get("reasoning").get(0).promptTokens();
    int own = 0;
    for (StepReport answer : steps.get("answer")) {
      own += answer.promptTokens() - prefix;
    }
    assertThat(computed).isLessThanOrEqualTo(prefix + own + state.steps().size());
  }

  @Test
  void aJudgeSaysTheSameWhicheverAnswerComesFirst() throws IOException {
    SglProgram judge = example("judging.py", "fair_judge");
    List<Item> items = items("llm_judge", 8);
    List<SglState> states = batch(judge, items);
    int right = 0;
    for (int i = 0; i < items.size(); i++) {
      right += states.get(i).orThrow().get("winner").equals(items.get(i).right("winner")) ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(7);
    assertThat(states)
        .filteredOn(state -> state.value("agreed").booleanValue())
        .hasSizeGreaterThan(6);
  }

  @Test
  void questionsAreAnsweredSideBySideAndGathered() {
    SglProgram qa =
        body(
            "questions",
            """
            f = s.fork(len(questions))
            f += [q for q in questions]
            f += sgl.gen('answer', max_tokens=32)
            f.join()
            return s['answer']
            """);
    SglState state =
        qa.run(Map.of("questions", List.of("Tell me the capital of Egypt.", "请问蜘蛛有几条腿？")), GREEDY)
            .orThrow();
    assertThat(state.getList("answer").get(0)).contains("Cairo");
    assertThat(state.getList("answer").get(1)).contains("8");
  }

  @Test
  void aConversationGoesOnWhereItEnded() throws IOException {
    SglProgram chat = example("guide.py", "multi_turn_chat");
    Item item = items("multi_turn_chat", 1).get(0);
    SglRun run = chat.start(item.args(), GREEDY);
    String streamed = run.text("response").collect(Collectors.joining());
    SglState first = run.await().orThrow();
    assertThat(streamed).isEqualTo(first.get("response")).contains("data");
    List<Object> messages = new ArrayList<>();
    ((JsonNode) item.args().get("messages")).forEach(messages::add);
    messages.add(Map.of("role", "assistant", "content", first.get("response")));
    messages.add(Map.of("role", "user", "content", "How much is 36 times 6?"));
    SglState second = chat.run(Map.of("messages", messages), GREEDY).orThrow();
    StepReport step = second.meta("response").orElseThrow();
    assertThat(second.text()).startsWith(first.text());
    assertThat(step.cachedTokens())
        .as("the first turn and its answer are in the cache")
        .isGreaterThanOrEqualTo(first.meta("response").orElseThrow().promptTokens());
  }
}
