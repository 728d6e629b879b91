package io.sglflink.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class RadixBenchTest {

  @Test
  void sequencesAreFoundCachedAndEvicted() {
    JsonNode report = new RadixBench(50, 20, 16, 8, 5, 1).run();
    assertThat(report.get("scenario").asText()).isEqualTo("radix");
    assertThat(report.get("parameters").get("cached").asInt()).isEqualTo(50);
    // Each sequence's own half, and each group's prefix once.
    assertThat(report.get("cached_tokens").asInt()).isBetween(70 * 8, 70 * 8 + 5 * 8);
    for (String rate : List.of("match_per_second", "insert_per_second", "evict_per_second")) {
      assertThat(report.get(rate).asDouble()).as(rate).isPositive().isFinite();
    }
  }

  @Test
  void sizesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> new RadixBench(1, 1, 8, 8, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shared is 8 of 8 tokens");
    assertThatThrownBy(() -> new RadixBench(10_000_000, 1, 1000, 8, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than a pool can hold");
  }
}
