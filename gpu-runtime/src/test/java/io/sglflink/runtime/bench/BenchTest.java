package io.sglflink.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.ParityModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BenchTest {

  private static final Roofline H200 = new Roofline(4.3e12, 9e14);

  @TempDir private static Path directory;

  private static RandomWeights weights;

  @BeforeAll
  static void writeWeights() {
    weights = RandomWeights.write(ModelShape.TINY, 1, directory);
  }

  @AfterAll
  static void removeWeights() {
    weights.close();
    assertThat(directory).isEmptyDirectory();
  }

  private static EngineOptions options(boolean radixCache) {
    String path = weights.directory().toString();
    return new EngineOptions(path, "cpu", "auto", 1, 0.88, 1, 0, radixCache, 256, 0, 64);
  }

  private static List<JsonNode> run(EngineOptions options, boolean warmUp, Scenario... scenarios) {
    List<JsonNode> reports = new ArrayList<>();
    Bench.Settings settings = new Bench.Settings("tiny", options, true, warmUp, 5, H200);
    new Bench(settings, reports::add, words -> {}).run(List.of(scenarios));
    assertThat(reports).hasSize(scenarios.length).allSatisfy(BenchTest::assertSane);
    return reports;
  }

  private static void assertSane(JsonNode report) {
    double seconds = report.get("seconds").asDouble();
    long prompt = report.get("prompt_tokens").asLong();
    long output = report.get("output_tokens").asLong();
    long computed = prompt - report.get("cached_tokens").asLong();
    long optimal = report.get("optimal_prefill_tokens").asLong();
    assertThat(seconds).isPositive();
    assertThat(report.get("output_tokens_per_second").asDouble() * seconds)
        .isBetween(0.999 * output, 1.001 * output);
    assertThat(report.get("total_tokens_per_second").asDouble() * seconds)
        .isBetween(0.999 * (prompt + output), 1.001 * (prompt + output));
    assertThat(computed).isGreaterThanOrEqualTo(optimal);
    assertThat(report.get("prefilled_tokens").asLong()).isGreaterThanOrEqualTo(optimal);
    assertThat(optimal).isBetween(1L, prompt);
    assertThat(report.get("hit_rate").asDouble())
        .isBetween(0.0, 1.00001 - optimal / (double) prompt);
    assertThat(report.get("steps").asLong()).isPositive();
    assertThat(report.get("peak_memory_bytes").asLong()).isPositive();
    double shares = 0;
    for (String share : List.of("schedule", "sample", "launch", "device")) {
      double one = report.get("time_shares").get(share).asDouble();
      assertThat(one).isBetween(0.0, 1.0);
      shares += one;
    }
    assertThat(shares).isLessThanOrEqualTo(1.01);
    assertThat(report.get("device").asText()).isEqualTo("cpu");
    assertThat(report.get("dtype").asText()).isEqualTo("bfloat16");
    assertThat(report.has("roofline")).as("on CPU").isFalse();
  }

  static List<Scenario> scenarios() {
    return List.of(
        SharedPrefix.decode(3, 24, 16, 4),
        SharedPrefix.prefill(3, 40),
        new SharedPrefix("shared-prefix", 1, 4, 64, 8, 3),
        new MultiTurn(2, 3, new Range(8, 16), new Range(2, 4)),
        new FewShot(3, 2, 16, 8, 3, 4),
        new TreeOfThought(1, 2, 2, 16, 4, 4),
        new OfflineMix(6, new Range(8, 24), new Range(2, 8)));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyScenarioRunsToItsEnd(Scenario scenario) {
    JsonNode report = run(options(true), false, scenario).get(0);
    assertThat(report.get("scenario").asText()).isEqualTo(scenario.name());
    assertThat(report.get("parameters")).isNotEmpty();
    assertThat(report.get("parameters").has("name")).isFalse();
  }

  @Test
  void requestsAndTokensAreCounted() {
    List<JsonNode> reports =
        run(
            options(true),
            false,
            SharedPrefix.decode(3, 24, 16, 4),
            new TreeOfThought(1, 2, 2, 16, 4, 5),
            new FewShot(2, 2, 16, 8, 3, 4));
    JsonNode decode = reports.get(0);
    assertThat(decode.get("requests").asInt()).isEqualTo(3);
    assertThat(decode.get("prompt_tokens").asInt()).isEqualTo(3 * 24);
    assertThat(decode.get("output_tokens").asInt()).isEqualTo(3 * 4);
    assertThat(decode.get("optimal_prefill_tokens").asInt()).isBetween(16 + 3 * 8 - 2, 16 + 3 * 8);
    assertThat(decode.get("parameters").toString())
        .isEqualTo("{\"groups\":1,\"requests\":3,\"shared\":16,\"unique\":8,\"output\":4}");
    JsonNode tree = reports.get(1);
    assertThat(tree.get("requests").asInt()).isEqualTo(2 + 4);
    assertThat(tree.get("output_tokens").asInt()).isEqualTo(6 * 5);
    // The problem, an instruction each, and before the second level the parent's last token.
    assertThat(tree.get("optimal_prefill_tokens").asInt()).isBetween(40, 16 + 6 * 4 + 2);
    JsonNode few = reports.get(2);
    assertThat(few.get("requests").asInt()).isEqualTo(6);
    assertThat(few.get("output_tokens").asInt()).isZero();
    // Each choice computes the last token of its question, too.
    assertThat(few.get("optimal_prefill_tokens").asInt()).isBetween(72, 32 + 2 * 7 + 6 * 5);
    assertThat(few.has("step_ms")).isFalse();
  }

  @Test
  void aBatchThatDecodesSideBySideHasStepTimes() {
    JsonNode report = run(options(true), false, SharedPrefix.decode(2, 8, 4, 16)).get(0);
    double perSecond = report.get("decode_tokens_per_second").asDouble();
    assertThat(report.get("step_ms").asDouble() * perSecond).isBetween(1999.0, 2001.0);
  }

  @Test
  void withoutTheCacheNothingIsHit() {
    JsonNode report = run(options(false), false, SharedPrefix.decode(3, 24, 16, 4)).get(0);
    assertThat(report.get("hit_rate").asDouble()).isZero();
    assertThat(report.get("radix_cache").asBoolean()).isFalse();
  }

  @Test
  void theNextTurnFindsTheOneBefore() {
    MultiTurn conversation = new MultiTurn(1, 3, new Range(16, 16), new Range(4, 4));
    JsonNode report = run(options(true), false, conversation).get(0);
    // Of turns 2 and 3 all is cached but what the user adds and the last token drawn.
    assertThat(report.get("cached_tokens").asInt()).isEqualTo(19 + 39);
    assertThat(report.get("optimal_prefill_tokens").asInt()).isEqualTo(16 + 17 + 17);
  }

  @Test
  void theWarmUpAndOtherScenariosLeaveNothingToFind() {
    List<JsonNode> reports =
        run(options(true), true, SharedPrefix.decode(1, 64, 32, 2), SharedPrefix.prefill(1, 64));
    assertThat(reports).allSatisfy(r -> assertThat(r.get("cached_tokens").asInt()).isLessThan(4));
  }

  @Test
  void aRealCheckpointRuns() {
    EngineOptions options =
        ParityModels.options(ParityModels.directory("llama"), true, 512, 0, 1, 1 << 20);
    List<JsonNode> reports = new ArrayList<>();
    new Bench(
            new Bench.Settings("llama", options, false, false, 5, H200), reports::add, words -> {})
        .run(List.of(SharedPrefix.decode(4, 40, 30, 2)));
    assertThat(reports.get(0).get("cached_tokens").asInt()).isGreaterThanOrEqualTo(3 * 30);
    assertThat(reports.get(0).get("dtype").asText()).isEqualTo("float32");
  }

  @Test
  void requestsBeyondTheContextAreRefused() {
    assertThatThrownBy(() -> run(options(true), false, SharedPrefix.prefill(1, 40_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "prefill has a request of 40,000 tokens, the model's context is 32,768: make it"
                + " shorter");
  }
}
