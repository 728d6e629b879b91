package io.sglflink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EngineTuningTest {

  private static EngineTuning tuning(Duration stepTimeout, int engineFailures) {
    return new EngineTuning(
        true, "none", 0, "lru", "", false, true, true, stepTimeout, engineFailures);
  }

  @Test
  void aStepTimeoutIsATimeOrNone() {
    assertThat(tuning(Duration.ZERO, 1).stepTimeout()).isZero();
    assertThatThrownBy(() -> tuning(Duration.ofSeconds(-1), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("step_timeout is PT-1S: give a time of up to a year, or 0 to wait for ever");
    assertThatThrownBy(() -> tuning(Duration.ofDays(366), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRowOfFailuresHasAtLeastOne() {
    assertThatThrownBy(() -> tuning(Duration.ZERO, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("engine_failures is 0: give 1 or more failures in a row");
  }
}
