package io.sglflink.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchdogTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private long now;
  private StepPlan step;

  private Watchdog watchdog(Duration limit) {
    return new Watchdog(limit, () -> now, () -> step);
  }

  /** One whose engine is warm. */
  private Watchdog warm(Duration limit) {
    Watchdog watchdog = watchdog(limit);
    for (int i = 0; i < 2; i++) {
      watchdog.begin();
      watchdog.end();
    }
    return watchdog;
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void aTurnMayTakeAsLongAsTheLimit() {
    Watchdog watchdog = warm(LIMIT);
    watchdog.begin();
    pass(LIMIT);
    assertThat(watchdog.look()).isNull();
    pass(Duration.ofNanos(1));
    assertThat(watchdog.look()).isNotNull();
  }

  @Test
  void eachTurnHasTheLimitForItself() {
    Watchdog watchdog = warm(LIMIT);
    for (int i = 0; i < 5; i++) {
      watchdog.begin();
      pass(LIMIT);
      assertThat(watchdog.look()).isNull();
      watchdog.end();
    }
  }

  @Test
  void betweenTurnsTimeDoesNotCount() {
    Watchdog watchdog = warm(LIMIT);
    pass(Duration.ofDays(1));
    assertThat(watchdog.look()).isNull();
    watchdog.begin();
    assertThat(watchdog.look()).isNull();
  }

  @Test
  void theFirstTurnsMayCompileButNotForEver() {
    Watchdog watchdog = watchdog(LIMIT);
    for (int i = 0; i < 2; i++) {
      watchdog.begin();
      pass(Duration.ofMinutes(10));
      assertThat(watchdog.look()).isNull();
      pass(Duration.ofNanos(1));
      assertThat(watchdog.look()).isNotNull();
      watchdog.end();
    }
    watchdog.begin();
    pass(LIMIT.plusNanos(1));
    assertThat(watchdog.look()).isNotNull();
  }

  @Test
  void withoutALimitNothingIsFound() {
    Watchdog watchdog = warm(Duration.ZERO);
    watchdog.begin();
    pass(Duration.ofDays(365));
    assertThat(watchdog.look()).isNull();
  }

  @Test
  void namesTheStepTheTimeAndTheWayOut() {
    Watchdog watchdog = warm(LIMIT);
    watchdog.begin();
    pass(Duration.ofMillis(31_234));
    assertThat(watchdog.look())
        .hasMessageStartingWith(
            "the engine's work between two steps has run for 31,234 ms and does not end, the limit"
                + " is 30,000 ms: ")
        .hasMessageContaining("a fresh one")
        .hasMessageContaining("--step-timeout");
    step =
        new StepPlan(
            List.of(
                new StepPlan.Work(null, 0, 500, true, 0),
                new StepPlan.Work(null, 999, 1_999, true, 0)));
    assertThat(watchdog.look())
        .hasMessageStartingWith("a step of 2 requests and 1,500 tokens has run for 31,234 ms");
  }
}
