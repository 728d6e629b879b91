package io.sglflink.operators.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.operators.PromptEnvelope;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Closing a harness may be interrupted, says the compiler. */
@SuppressWarnings("try")
class SessionRouteTest {

  private static final Duration TTL = Duration.ofHours(1);

  @Test
  void laterTurnsGetTheRouteOfTheFirstAlsoAfterARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = harness()) {
      harness.open();
      harness.processElement(turn("a", 1), 0);
      harness.processElement(turn("b", 2), 0);
      harness.processElement(turn("a", 3), 0);
      assertThat(routes(harness)).containsExactly(1, 2, 1);
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = harness()) {
      harness.initializeState(snapshot);
      harness.open();
      harness.processElement(turn("a", 4), 0);
      assertThat(routes(harness)).containsExactly(1);
    }
  }

  @Test
  void aSessionThatWasSilentForLongIsPlacedAnew() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.setStateTtlProcessingTime(0);
      harness.processElement(turn("a", 1), 0);
      harness.setStateTtlProcessingTime(TTL.toMillis() - 1);
      harness.processElement(turn("a", 2), 0);
      harness.setStateTtlProcessingTime(2 * TTL.toMillis() - 2);
      harness.processElement(turn("a", 3), 0);
      harness.setStateTtlProcessingTime(4 * TTL.toMillis());
      harness.processElement(turn("a", 4), 0);
      assertThat(routes(harness)).containsExactly(1, 1, 1, 4);
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, PromptEnvelope, PromptEnvelope>
      harness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new SessionRoute(TTL)), PromptEnvelope::session, Types.STRING);
  }

  private static List<Integer> routes(
      KeyedOneInputStreamOperatorTestHarness<String, PromptEnvelope, PromptEnvelope> harness) {
    return harness.extractOutputValues().stream().map(PromptEnvelope::route).toList();
  }

  private static PromptEnvelope turn(String session, int route) {
    return new PromptEnvelope("id", new byte[0], "list@0", route, null, session);
  }
}
