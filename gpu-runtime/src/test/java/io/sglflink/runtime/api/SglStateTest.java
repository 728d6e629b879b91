package io.sglflink.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sglflink.interpret.RunResult;
import io.sglflink.interpret.RunResult.Failure;
import io.sglflink.interpret.StepReport;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.FailureCode;
import io.sglflink.model.Generation;
import io.sglflink.model.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SglStateTest {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static SglState state(Failure failure) {
    Map<String, JsonNode> variables = new LinkedHashMap<>();
    variables.put("answer", NODES.textNode("{\"n\": 1}"));
    variables.put("n", NODES.numberNode(3));
    variables.put("drafts", NODES.arrayNode().add("a").add(2));
    return new SglState(
        "qa",
        new RunResult(
            variables,
            "Q: A:",
            List.of(new ChatMessage(Role.USER, "Q")),
            List.of(step("/body/1", "answer"), step("/body/2", null), step("/body/3", "answer")),
            NODES.textNode("done"),
            failure));
  }

  private static StepReport step(String path, String name) {
    Generation generation = FakeModel.generation("text");
    return new StepReport(
        path, name, generation.samples(), null, 10, 4, List.of(), generation.timing());
  }

  @Test
  void aVariableIsGivenAsTextAsAListOrAsJson() {
    SglState state = state(null);
    assertThat(state.get("answer")).isEqualTo("{\"n\": 1}");
    assertThat(state.get("n")).isEqualTo("3");
    assertThat(state.getJson("answer").path("n").asInt()).isEqualTo(1);
    assertThat(state.getJson("n")).isEqualTo(NODES.numberNode(3));
    assertThat(state.getList("drafts")).containsExactly("a", "2");
    assertThat(state.variables()).containsOnlyKeys("answer", "n", "drafts");
    assertThatThrownBy(() -> state.getList("n"))
        .isInstanceOf(SglException.class)
        .hasMessage("variable \"n\" of program \"qa\" has no list: use get");
  }

  @Test
  void aTextThatIsNoJsonSaysSo() {
    SglState state =
        new SglState(
            "qa",
            new RunResult(
                Map.of("answer", NODES.textNode("{\"n\":")), "", List.of(), List.of(), null, null));
    assertThatThrownBy(() -> state.getJson("answer"))
        .isInstanceOf(SglException.class)
        .hasMessageStartingWith("variable \"answer\" of program \"qa\" is no JSON");
  }

  @Test
  void theRestIsWhatTheRunHas() {
    SglState state = state(null);
    assertThat(state.contains("answer")).isTrue();
    assertThat(state.contains("anser")).isFalse();
    assertThat(state.messages()).containsExactly(new ChatMessage(Role.USER, "Q"));
    assertThat(state.returnValue()).isEqualTo(NODES.textNode("done"));
    assertThat(state).hasToString("ProgramState(Q: A:)");
  }

  @Test
  void metaIsTheLastStepThatSetTheVariable() {
    SglState state = state(null);
    assertThat(state.meta("answer").orElseThrow().path()).isEqualTo("/body/3");
    assertThat(state.meta("answer").orElseThrow().cachedTokens()).isEqualTo(4);
    assertThat(state.meta("n")).isEmpty();
    assertThat(state.steps()).hasSize(3);
  }

  @Test
  void aMissingVariableSaysWhichThereAreOrWhyTheRunFailed() {
    assertThatThrownBy(() -> state(null).get("anser"))
        .isInstanceOfSatisfying(SglException.class, e -> assertThat(e.failure()).isEmpty())
        .hasMessage("the run of program \"qa\" set no variable \"anser\", only answer, n, drafts");
    Failure failure = new Failure(FailureCode.EVALUATION_FAILED, "1 + 'a'", "/body/4", "qa.py:12");
    assertThatThrownBy(() -> state(failure).get("anser"))
        .isInstanceOfSatisfying(SglException.class, e -> assertThat(e.failure()).contains(failure))
        .hasMessage(
            "the run of program \"qa\" failed before it set variable \"anser\":"
                + " evaluation_failed, 1 + 'a'");
    assertThatThrownBy(() -> state(failure).orThrow())
        .hasMessage("the run of program \"qa\" failed at qa.py:12: evaluation_failed, 1 + 'a'");
    assertThat(state(failure).get("n")).as("it was set before").isEqualTo("3");
  }
}
