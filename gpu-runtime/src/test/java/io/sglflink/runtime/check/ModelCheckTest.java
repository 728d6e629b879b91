package io.sglflink.runtime.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.runtime.CheckpointCopy;
import io.sglflink.runtime.ParityModels;
import io.sglflink.runtime.check.ModelCheck.Report;
import io.sglflink.runtime.check.ModelCheck.Tolerance;
import io.sglflink.runtime.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCheckTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private static ModelCheck check(Path model) {
    return new ModelCheck(ParityModels.options(model), Tolerance.of("float32"));
  }

  /** Runs the llama checkpoint against its first case, changed by {@code change}. */
  private Report run(Consumer<ObjectNode> change) throws IOException {
    JsonNode expected = JSON.readTree(ParityModels.expected("llama").toFile());
    ObjectNode one = (ObjectNode) expected.path("cases").path(0);
    change.accept(one);
    ObjectNode file = JSON.createObjectNode();
    file.putArray("cases").add(one);
    return check(ParityModels.directory("llama")).run(write(file.toString()));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("expected.json"), text);
  }

  private static void shift(ObjectNode one, String field, int index, double by) {
    ArrayNode values = (ArrayNode) one.path(field);
    values.set(index, JSON.getNodeFactory().numberNode(values.get(index).asDouble() + by));
  }

  @Test
  void theReportSaysWhatWasComparedAndHowClose() throws IOException {
    Report report = run(one -> {});
    assertThat(report.passed()).isTrue();
    JsonNode json = report.json();
    assertThat(json.path("architecture").asText()).isEqualTo("LlamaForCausalLM");
    assertThat(json.path("parameters").asLong()).isEqualTo(211_392);
    assertThat(json.path("dtype").asText()).isEqualTo("float32");
    assertThat(json.path("tolerance").asDouble()).isEqualTo(1e-4);
    assertThat(json.path("passed").asBoolean()).isTrue();
    JsonNode one = json.path("cases").path(0);
    assertThat(one.path("prompt").asText()).isEqualTo("问题:什么是AI?\n答案:");
    assertThat(one.path("prompt_tokens").asInt()).isEqualTo(15);
    assertThat(one.path("tokens_agree").asBoolean()).isTrue();
    assertThat(one.path("max_logprob_difference").asDouble()).isBetween(0.0, 1e-4);
    assertThat(one.path("greedy_tokens_agree").asInt()).isEqualTo(24);
    assertThat(one.path("greedy_tokens").asInt()).isEqualTo(24);
  }

  @Test
  void oneLastLogprobBeyondToleranceFails() throws IOException {
    Report report = run(one -> shift(one, "last_logprobs", 639, 3e-4));
    assertThat(report.passed()).isFalse();
    assertThat(report.json().path("cases").path(0).path("max_logprob_difference").asDouble())
        .isBetween(2e-4, 4e-4);
  }

  @Test
  void onePromptLogprobBeyondToleranceFails() throws IOException {
    assertThat(run(one -> shift(one, "prompt_logprobs", 0, -3e-4)).passed()).isFalse();
  }

  @Test
  void anotherGreedyTokenFailsWhereTheModelIsSure() throws IOException {
    Report report = run(one -> shift(one, "greedy_ids", 7, 1));
    assertThat(report.passed()).isFalse();
    JsonNode one = report.json().path("cases").path(0);
    assertThat(one.path("greedy_tokens_agree").asInt()).isEqualTo(7);
    assertThat(one.path("margin_at_disagreement").asDouble()).isGreaterThan(1e-3);
  }

  @Test
  void anotherGreedyTokenPassesWithinTheMargin() throws IOException {
    JsonNode expected = JSON.readTree(ParityModels.expected("llama").toFile());
    ObjectNode one = (ObjectNode) expected.path("cases").path(0);
    shift(one, "greedy_ids", 7, 1);
    ObjectNode file = JSON.createObjectNode();
    file.putArray("cases").add(one);
    ModelCheck lenient =
        new ModelCheck(
            ParityModels.options(ParityModels.directory("llama")), new Tolerance(1e-4, 100));
    assertThat(lenient.run(write(file.toString())).passed()).isTrue();
  }

  @Test
  void promptTokensThatTheTokenizerDoesNotGiveFail() throws IOException {
    Report report = run(one -> one.put("prompt", "问题:什么是AI?\n答案:!"));
    assertThat(report.passed()).isFalse();
    assertThat(report.json().path("cases").path(0).path("tokens_agree").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompt", "input_ids", "last_logprobs", "greedy_ids"})
  void aCaseThatLacksAFieldIsNoCaseThatPasses(String field) {
    assertThatThrownBy(() -> run(one -> one.remove(field)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("expected.json")
        .hasMessageContaining(field);
  }

  @Test
  void promptLogprobsMustBeAsManyAsTokensAfterTheFirst() {
    assertThatThrownBy(() -> run(one -> one.remove("prompt_logprobs")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("0 prompt_logprobs for 15 input_ids");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"cases\": []}", "[]"})
  void aFileWithoutCasesIsRefused(String text) throws IOException {
    Path file = write(text);
    assertThatThrownBy(() -> check(ParityModels.directory("llama")).run(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("expected.json")
        .hasMessageContaining("cases");
  }

  @Test
  void aFileThatIsNotThereOrNoJsonIsNamed() throws IOException {
    assertThatThrownBy(
            () -> check(ParityModels.directory("llama")).run(directory.resolve("none.json")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("none.json");
    Path broken = write("{\"cases\": [");
    assertThatThrownBy(() -> check(ParityModels.directory("llama")).run(broken))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("expected.json");
  }

  @Test
  void withoutExpectedValuesOnlyFiniteLogitsAreAskedFor() throws IOException {
    Report report = check(ParityModels.directory("qwen2")).run(null);
    assertThat(report.passed()).isTrue();
    assertThat(report.json().path("finite").asBoolean()).isTrue();
    assertThat(report.json().path("architecture").asText()).isEqualTo("Qwen2ForCausalLM");
  }

  @Test
  void logitsThatAreNotFiniteAreReported() throws IOException {
    CheckpointCopy copy = CheckpointCopy.of("llama", directory).nanRow("lm_head.weight", 5);
    Report report = check(copy.directory()).run(null);
    assertThat(report.passed()).isFalse();
    assertThat(report.json().path("finite").asBoolean(true)).isFalse();

    Report compared = check(copy.directory()).run(ParityModels.expected("llama"));
    assertThat(compared.passed()).isFalse();
  }
}
