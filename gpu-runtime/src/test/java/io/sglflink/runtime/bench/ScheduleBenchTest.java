package io.sglflink.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ScheduleBenchTest {

  private static ScheduleBench bench(int slots, double stepMillis) {
    SharedPrefix load = new SharedPrefix("schedule", 5, 500, 32, 8, 2);
    return new ScheduleBench(load, slots, 64, 512, true, stepMillis, 1);
  }

  @Test
  void manyRequestsRunOnAModelThatAnswersAtOnce() {
    JsonNode report = bench(1 << 14, 10).run();
    assertThat(report.get("scenario").asText()).isEqualTo("schedule");
    assertThat(report.get("requests").asInt()).isEqualTo(500);
    assertThat(report.get("output_tokens").asInt()).isEqualTo(1000);
    assertThat(report.get("requests_per_second").asDouble()).isPositive();
    assertThat(report.get("schedule_share").asDouble()).isBetween(0.0, 1.0);
    assertThat(report.get("assumed_step_ms").asDouble()).isEqualTo(10);
    assertThat(report.get("hit_rate").asDouble()).isBetween(0.5, 1.0);
    assertThat(report.get("optimal_prefill_tokens").asInt()).isBetween(4000, 5 * 32 + 500 * 8);
    assertThat(report.get("peak_memory_bytes").asLong()).isPositive();
  }

  @Test
  void sizesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> bench(40, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("slots is 40, a request takes 41: raise --slots");
    assertThatThrownBy(() -> bench(41, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("step is 0.0 ms: give a time over 0");
  }
}
