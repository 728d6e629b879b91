package io.sglflink.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.ParityModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConstrainedBenchTest {

  private static final Roofline H200 = new Roofline(4.3e12, 9e14);
  private static final ConstrainedLoad LOAD = new ConstrainedLoad(2, 8, 60, Whitespace.COMPACT);

  @TempDir private Path directory;

  private static List<JsonNode> run(Path model, Path tokenizer) {
    EngineOptions options =
        new EngineOptions(model.toString(), "cpu", "auto", 1, 0.88, 1, 0, true, 256, 0, 64);
    List<JsonNode> reports = new ArrayList<>();
    Bench.Settings settings = new Bench.Settings("tiny", options, true, false, 5, H200);
    new ConstrainedBench(settings, tokenizer, reports::add, words -> {}).run(List.of(LOAD));
    return reports;
  }

  @Test
  void bothLoadsHaveTheSamePromptsAndLengthsWithJumpAheadAndWithout() {
    List<JsonNode> reports;
    try (RandomWeights weights = RandomWeights.write(ModelShape.TINY, 1, directory)) {
      reports = run(weights.directory(), ParityModels.directory("llama"));
    }
    assertThat(reports)
        .extracting(r -> r.get("jump_ahead").asBoolean())
        .containsExactly(true, false);
    assertThat(reports.get(0).get("forced_share").asDouble()).isBetween(0.1, 0.9);
    assertThat(reports.get(1).get("forced_share").asDouble()).isZero();
    for (JsonNode report : reports) {
      assertThat(report.get("scenario").asText()).isEqualTo("constrained");
      assertThat(report.get("output_tokens").asInt()).isBetween(60, 120);
      assertThat(report.get("hit_rate").asDouble()).isZero();
      assertThat(report.get("constrained_over_free").asDouble()).isPositive();
      assertThat(report.get("mask_us_p99").asDouble()).isPositive();
      assertThat(report.get("free_steps").asInt()).isPositive();
    }
    assertThat(reports.get(0).get("steps").asInt()).isLessThan(reports.get(1).get("steps").asInt());
    assertThat(reports.get(0).get("parameters").toString())
        .isEqualTo("{\"requests\":2,\"prompt\":8,\"output\":60,\"whitespace\":\"COMPACT\"}");
  }
}
