package io.sglflink.interpret;

import static io.sglflink.interpret.Nodes.concat;
import static io.sglflink.interpret.Nodes.forEach;
import static io.sglflink.interpret.Nodes.gen;
import static io.sglflink.interpret.Nodes.local;
import static io.sglflink.interpret.Nodes.number;
import static io.sglflink.interpret.Nodes.program;
import static io.sglflink.interpret.Nodes.range;
import static io.sglflink.interpret.Nodes.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.constraint.JsonStyle;
import io.sglflink.model.Constraint;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FakeChatFormat;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.SamplingBuilder;
import io.sglflink.model.SamplingOverrides;
import io.sglflink.model.SamplingParams;
import io.sglflink.program.Expression;
import io.sglflink.program.GenNode;
import io.sglflink.program.Literal;
import io.sglflink.program.Node;
import io.sglflink.program.OutputForm;
import io.sglflink.program.ReasoningFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a gen's name, its computed parameters and the separation of reasoning do. */
class GenParametersTest {

  private final FakeLanguageModel model = new FakeLanguageModel();

  @Test
  void aNameMayBeComputed() {
    RunResult result = run(forEach("i", range(2), gen(concat(Expression.text("a_"), local("i")))));

    assertThat(result.variables()).containsOnlyKeys("a_0", "a_1");
    assertThat(result.steps()).extracting(StepReport::name).containsExactly("a_0", "a_1");
    assertThat(run(gen(Expression.text(" "))).failure().message())
        .isEqualTo("the name of a variable is blank: give it characters");
    assertThat(run(gen(Expression.list("a"))).failure().message())
        .startsWith("the name is of type array where text is needed");
  }

  @Test
  void parametersMayBeComputed() {
    Map<String, Expression> computed = new LinkedHashMap<>();
    computed.put("max_tokens", Nodes.plus(number(2), number(3)));
    computed.put("temperature", Literal.of(0.5));
    computed.put("stop", Expression.list("x", "y"));
    computed.put("top_p", Literal.ofNull());
    computed.put("seed", number(7));
    computed.put("dtype", Expression.text("int"));

    run(gen("g", computed));

    GenerateRequest call = model.generateCalls().get(0);
    assertThat(call.sampling())
        .isEqualTo(
            SamplingParams.DEFAULTS.with(
                set ->
                    set.maxTokens(5)
                        .temperature(0.5)
                        .stop(List.of("x", "y", FakeChatFormat.END, " ", "\n"))));
    assertThat(call.seed()).isEqualTo(StepSeed.of(7, "/body/0"));
    assertThat(call.constraint()).isEqualTo(new Constraint.Regex("[-+]?[0-9]+[ \\n]*"));
  }

  @Test
  void aConstraintMayBeComputed() {
    run(
        gen("a", Map.of("regex", concat(Expression.text("a"), Expression.text("+")))),
        gen("b", Map.of("json_schema", Expression.object(Map.of("const", number(1))))),
        gen("c", Map.of("ebnf", Expression.text("root ::= \"a\""))));

    assertThat(model.generateCalls())
        .extracting(GenerateRequest::constraint)
        .containsExactly(
            new Constraint.Regex("a+"),
            new Constraint.JsonSchema("{\"const\":1}", JsonStyle.DEFAULT, false, false),
            new Constraint.Grammar("root ::= \"a\"", false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "max_tokens | -1 | computed max_tokens, \"-1\", is refused: max_tokens is -1: it must be",
        "max_tokens | x  | computed max_tokens, \"x\", is refused: max_tokens is of type string",
        "top_k      | 0  | computed top_k, \"0\", is refused: top_k is 0",
        "dtype      | x  | computed dtype, \"x\", is refused: dtype is \"x\": use one of",
        "regex      | (  | computed regex, \"(\", is refused: regex: ",
        "stop_regex | (  | computed stop_regex, \"(\", is refused: stop_regex: ",
        "min_tokens | 200 | with the run's parameters, min_tokens is 200, max_tokens is 128",
      })
  void aWrongComputedParameterFailsTheStep(String name, String value, String message) {
    Expression expression =
        value.matches("-?\\d+") ? number(Long.parseLong(value)) : Expression.text(value);

    RunResult result = run(text("a"), gen("g", Map.of(name, expression)));

    assertThat(result.failure().code()).isEqualTo(FailureCode.INVALID_SAMPLING);
    assertThat(result.failure().message()).startsWith(message);
    assertThat(result.failure().pointer()).isEqualTo("/body/1");
    assertThat(model.calls()).isZero();
  }

  @Test
  void aComputedConstraintDoesNotGoWithAnother() {
    Node gen =
        new GenNode(
            Literal.of("g"),
            SamplingOverrides.NONE,
            null,
            new OutputForm(null, null, "root ::= \"a\"", null, null, null, null, null, null, null),
            Map.of("regex", Expression.text("a")),
            null);

    assertThat(run(gen).failure().message())
        .isEqualTo("gen computes to have regex and ebnf: set at most one of them");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "qwen3          | <think> a </think> b          | a | b",
        "qwen3          | x<think>a</think>b</think>c | xa | b</think>c",
        "qwen3          | no thought                    | | no thought",
        "qwen3          | <think>cut short              | cut short |",
        "kimi           | ◁think▷a◁/think▷b             | a | b",
        "deepseek-r1    | a</think> b                   | a | b",
        "deepseek-r1    | never ends                    | never ends |",
        "qwen3-thinking | <think>a</think>b             | a | b",
      })
  void reasoningIsSeparated(String format, String output, String reasoning, String answer) {
    Reasoning parts = Reasoning.of(output, format(format));

    assertThat(parts.reasoning().strip()).isEqualTo(reasoning == null ? "" : reasoning);
    assertThat(parts.answer()).isEqualTo(answer == null ? "" : answer);
  }

  @Test
  void onlyTheAnswerIsAppendedInTheGensOwnPlace() {
    model.answering(request -> "<think>hm</think>\n\nyes");

    RunResult result = run(text("Q:"), gen("g", ReasoningFormat.QWEN3), text("."), gen("h"));

    assertThat(result.text()).isEqualTo("Q:yes.<think>hm</think>\n\nyes");
    assertThat(result.variables())
        .hasToString("{g=\"yes\", g_reasoning_content=\"hm\", h=\"<think>hm</think>\\n\\nyes\"}");
    assertThat(result.steps().get(0).text()).startsWith("<think>");
  }

  @Test
  void eachSampleIsSeparated() {
    SamplingOverrides two = new SamplingBuilder().n(2).build();

    RunResult result = run(gen("g", two, ReasoningFormat.DEEPSEEK_R1));

    List<String> outputs =
        IntStream.range(0, 2).mapToObj(i -> result.steps().get(0).samples().get(i).text()).toList();
    assertThat(result.variables().get("g")).hasToString("[\"\",\"\"]");
    assertThat(result.variables().get("g_reasoning_content").get(1).textValue())
        .isEqualTo(PythonText.strip(outputs.get(1)));
    assertThat(result.text()).isEmpty();
  }

  private static ReasoningFormat format(String label) {
    for (ReasoningFormat format : ReasoningFormat.values()) {
      if (format.label().equals(label)) {
        return format;
      }
    }
    throw new IllegalArgumentException(label);
  }

  private RunResult run(Node... body) {
    return Runs.run(model, program(body), "{}");
  }
}
