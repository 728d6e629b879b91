package io.sglflink.interpret;

import static io.sglflink.interpret.Nodes.fork;
import static io.sglflink.interpret.Nodes.gen;
import static io.sglflink.interpret.Nodes.on;
import static io.sglflink.interpret.Nodes.onOne;
import static io.sglflink.interpret.Nodes.own;
import static io.sglflink.interpret.Nodes.program;
import static io.sglflink.interpret.Nodes.read;
import static io.sglflink.interpret.Nodes.role;
import static io.sglflink.interpret.Nodes.say;
import static io.sglflink.interpret.Nodes.select;
import static io.sglflink.interpret.Nodes.set;
import static io.sglflink.interpret.Nodes.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.Role;
import io.sglflink.model.SamplingParams;
import io.sglflink.program.Expression;
import io.sglflink.program.Node;
import io.sglflink.program.Program;
import io.sglflink.program.SelectNode;
import io.sglflink.program.StateRead.Aspect;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What expressions read of states. */
class StateReadTest {

  private static final SamplingParams LOGPROBS =
      SamplingParams.DEFAULTS.with(set -> set.returnLogprob(true).topLogprobsNum(1));

  private final FakeLanguageModel model =
      new FakeLanguageModel().answering(request -> "ab").scoring((prompt, choice) -> -1.5);

  @Test
  void theStateAtHandHasTextMessagesAndVariables() {
    assertThat(value(own(Aspect.TEXT), text("a"), gen("g"))).hasToString("\"aab\"");
    assertThat(value(own(Aspect.MESSAGES), role(Role.USER, text("hi"))))
        .hasToString("[{\"role\":\"user\",\"content\":\"hi\"}]");
    assertThat(value(own(Aspect.VAR, "g"), gen("g"))).hasToString("\"ab\"");
    assertThat(value(own(Aspect.HAS, "g"), gen("g"))).hasToString("true");
    assertThat(value(own(Aspect.HAS, "g"), gen("h"))).hasToString("false");
    assertThat(value(own(Aspect.RET_VALUE))).hasToString("null");
  }

  @Test
  void allStatesOfAForkAreAList() {
    Node fork = fork("f", 2, set("x", Nodes.local("i")));

    assertThat(value(read("f", Aspect.VAR, "x"), fork)).hasToString("[0,1]");
    assertThat(value(read("f", Aspect.HAS, "x"), fork)).hasToString("[true,true]");
    assertThat(value(read("f", 1, Aspect.VAR, "x"), fork)).hasToString("1");
    assertThat(value(read("f", -2, Aspect.VAR, "x"), fork)).hasToString("0");
    assertThat(value(read("f", Aspect.SIZE), fork)).hasToString("2");
    assertThat(value(read("f", Aspect.RET_VALUE), fork)).hasToString("[null,null]");
  }

  @Test
  void aVariableThatAStateHasNotFailsTheRun() {
    assertThat(fails(own(Aspect.VAR, "x")))
        .isEqualTo(
            "variable \"x\" of the state is not written: no node that writes it was on the way, ask"
                + " with has before");
    assertThat(fails(read("f", Aspect.VAR, "x"), fork("f", 2), onOne("f", 0, gen("x"))))
        .startsWith("variable \"x\" of state \"f\" 1 is not written");
    assertThat(fails(read("f", Aspect.TEXT)))
        .startsWith("no fork, copy or call on the way here made a state \"f\"");
  }

  @Test
  void metaIsWhatIsKnownOfTheStepThatWroteAVariable() {
    assertThat(value(own(Aspect.META, "g"), text("abcd"), gen("g")))
        .hasToString(
            "{\"finish_reason\":{\"type\":\"stop\",\"matched\":15},\"prompt_tokens\":4,"
                + "\"completion_tokens\":2}");
    assertThat(value(own(Aspect.META, "x"), set("x", Expression.text("1")))).hasToString("null");
    assertThat(value(read("f", 0, Aspect.META, "g"), gen("g"), fork("f", 1))).hasToString("null");
  }

  @Test
  void metaHasTheLogprobsThatWereAskedFor() {
    JsonNode meta = value(LOGPROBS, own(Aspect.META, "g"), gen("g"));

    assertThat(meta.at("/input_token_logprobs")).isEmpty();
    assertThat(meta.at("/input_top_logprobs")).isEmpty();
    assertThat(meta.at("/output_token_logprobs")).hasToString("[[-1.75,97,null],[-0.25,98,null]]");
    assertThat(meta.at("/output_top_logprobs"))
        .hasToString("[[[-1.75,97,null]],[[-0.25,98,null]]]");
    assertThat(meta.has("cached_tokens")).isFalse();
  }

  @Test
  void metaOfSeveralSamplesIsAList() {
    JsonNode meta =
        value(
            SamplingParams.DEFAULTS.with(set -> set.n(2)),
            new FakeLanguageModel(),
            own(Aspect.META, "g"),
            gen("g"));

    assertThat(meta).hasSize(2);
    assertThat(meta.at("/1").has("finish_reason")).isTrue();
  }

  @Test
  void metaOfASelectionHasItsScores() {
    assertThat(value(own(Aspect.META, "s"), select("s", "x", "yz")))
        .hasToString("{\"normalized_prompt_logprobs\":[-1.5,-1.5]}");
    JsonNode meta =
        value(
            LOGPROBS,
            own(Aspect.META, "s"),
            new SelectNode(
                "s",
                Expression.list("x", "yz"),
                ChoicesMethod.UNCONDITIONAL_LIKELIHOOD_NORMALIZED,
                0));

    assertThat(meta.at("/input_token_logprobs/1")).hasToString("[[-1.5,121,null],[-1.5,122,null]]");
    assertThat(meta.at("/normalized_unconditional_prompt_logprobs")).hasToString("[-1.5,-1.5]");
    assertThat(meta.has("unconditional_token_logprobs")).isTrue();
  }

  @Test
  void aNodeThatWaitsIsEvaluatedAgainWithoutATrace() {
    model.hold();
    Program program =
        program(
            fork("f", 2, gen("g")),
            on("f", gen("h")),
            say(
                Expression.text("x"),
                read("f", 0, Aspect.VAR, "g"),
                read("f", 1, Aspect.VAR, "h")));
    ProgramRun run =
        new Interpreter(model, Runnable::run).start(program, Runs.request("{}"), StepJournal.NONE);
    model.releaseAll();

    assertThat(run.result().join().text()).isEqualTo("xabab");
  }

  private JsonNode value(Expression expression, Node... before) {
    return value(SamplingParams.DEFAULTS, expression, before);
  }

  private JsonNode value(SamplingParams sampling, Expression expression, Node... before) {
    return value(sampling, model, expression, before);
  }

  private static JsonNode value(
      SamplingParams sampling, FakeLanguageModel model, Expression expression, Node... before) {
    List<Node> body = new ArrayList<>(List.of(before));
    body.add(set("value", expression));
    RunResult result =
        Runs.run(model, program(body.toArray(Node[]::new)), Runs.request("{}", sampling));
    assertThat(result.failure()).isNull();
    return result.variables().get("value");
  }

  private String fails(Expression expression, Node... before) {
    List<Node> body = new ArrayList<>(List.of(before));
    body.add(set("value", expression));
    RunResult.Failure failure = Runs.run(model, program(body.toArray(Node[]::new)), "{}").failure();
    assertThat(failure.code()).isEqualTo(FailureCode.EVALUATION_FAILED);
    return failure.message();
  }
}
