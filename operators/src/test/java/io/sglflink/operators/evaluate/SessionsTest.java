package io.sglflink.operators.evaluate;

import static io.sglflink.operators.evaluate.EvaluateHarness.SESSION_TTL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.FailureCode;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.RequestFailedException;
import io.sglflink.operators.FakeEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Turns of conversations, whose programs come in their envelopes. */
@Timeout(60)
class SessionsTest {

  private static final byte[] CHAT =
      """
      {"sglang": 1, "name": "chat", "parameters": [{"name": "question"}], "body": [
        {"type": "role", "role": "system", "body": [{"type": "text", "value": "Be brief."}]},
        {"type": "role", "role": "user", "body": [
          {"type": "text", "value": {"arg": "question"}}]},
        {"type": "role", "role": "assistant", "body": [
          {"type": "gen", "name": "answer"}, {"type": "gen", "name": "more"}]}]}
      """
          .getBytes(UTF_8);

  private static final String SYSTEM = "<|system|>\nBe brief.<|end|>\n";

  private final FakeEngine engine = engine();

  @Test
  void aTurnGoesOnWhereTheOneBeforeEnded() throws Exception {
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 4)) {
      for (int i = 0; i < 3; i++) {
        operator.turn(i, "s", "q" + i, CHAT);
        operator.finishAll();
      }
      List<JsonNode> results = operator.results();
      assertThat(results)
          .extracting(result -> result.at("/text").asText())
          .last()
          .isEqualTo(SYSTEM + turn("q0") + turn("q1") + turn("q2"));
      assertThat(results)
          .extracting(result -> result.at("/messages").size())
          .containsExactly(3, 5, 7);
      assertThat(results.get(2).at("/variables/answer").asText()).isEqualTo("A.");
      assertThat(results.get(2).at("/steps")).hasSize(2);
    }
  }

  @Test
  void turnsRunInTheirOrderWhileOthersPass() throws Exception {
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 4)) {
      engine.model().hold();
      operator.turn(0, "s", "q0", CHAT);
      operator.turn(1, "s", "q1", CHAT);
      operator.turn(2, "s", "q2", CHAT);
      operator.turn(3, "other", "q3", CHAT);
      operator.ask(4, "one");
      operator.runMails();
      assertThat(engine.model().waiting()).isEqualTo(3);

      operator.finishAll();
      assertThat(operator.resultIds()).containsExactlyInAnyOrder("t-0", "t-1", "t-2", "t-3", "q-4");
      assertThat(operator.resultIds()).containsSubsequence("t-0", "t-1", "t-2");
      assertThat(lastPrompt("t-2")).contains(turn("q0") + turn("q1"));
      assertThat(lastPrompt("t-3")).doesNotContain("q0");
    }
  }

  @Test
  void aHistoryThatCannotBeReadFailsTheTaskAndNotTheTurn() throws Exception {
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 4)) {
      operator.turn(0, "s", "q0", CHAT);
      operator.finishAll();
      operator.replaceHistory("s", new byte[] {99});
      assertThatThrownBy(() -> operator.turn(1, "s", "q1", CHAT))
          .hasMessageContaining("state holds a session of format version 99");
    }
    assertThat(engine.openLeases()).isZero();
  }

  @Test
  void aFailedTurnLeavesTheHistoryAsItWas() throws Exception {
    engine
        .model()
        .failing(
            id -> id.run().equals("t-1") && id.step().endsWith("/1"),
            new RequestFailedException(FailureCode.PROMPT_TOO_LONG, "too long"));
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 4)) {
      for (int i = 0; i < 3; i++) {
        operator.turn(i, "s", "q" + i, CHAT);
      }
      operator.finishAll();

      assertThat(operator.resultIds()).containsExactly("t-0", "t-2");
      assertThat(operator.deadLetters()).hasSize(1);
      assertThat(operator.results().get(1).at("/text").asText())
          .isEqualTo(SYSTEM + turn("q0") + turn("q2"));
    }
  }

  @Test
  void turnsKeepTheirOrderAndTheirHistoryOverARestore() throws Exception {
    OperatorSubtaskState state = inFlight();
    FakeEngine second = engine();
    try (EvaluateHarness operator = EvaluateHarness.restore(second, 16, state, 1, 1, 0)) {
      operator.turn(99, "s-0", "q99", CHAT);
      operator.finishAll();

      assertThat(operator.resultIds()).hasSize(21);
      assertThat(text(operator.results(), "t-99"))
          .isEqualTo(SYSTEM + turn("first") + turn("q0") + turn("q10") + turn("q99"));
      assertThat(calls(second)).doesNotContain("t-0#/body/2/body/0").contains("t-0#/body/2/body/1");
      assertThat(second.model().calls()).isEqualTo(10 + 20 + 2);
    }
  }

  @Test
  void sessionsFollowTheirKeysFromOneTaskToTwo() throws Exception {
    OperatorSubtaskState state = inFlight();
    List<JsonNode> results = new ArrayList<>();
    for (int index = 0; index < 2; index++) {
      try (EvaluateHarness operator = EvaluateHarness.restore(engine(), 4, state, 1, 2, index)) {
        operator.finishAll();
        assertThat(operator.results()).isNotEmpty();
        results.addAll(operator.results());
      }
    }
    for (int i = 0; i < 10; i++) {
      assertThat(text(results, "t-" + (10 + i)))
          .isEqualTo(SYSTEM + turn("first") + turn("q" + i) + turn("q" + (10 + i)));
    }
  }

  @Test
  void aHistoryIsForgottenWhenTheSessionWasNotUsedForItsTimeToLive() throws Exception {
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 4)) {
      operator.turn(0, "s", "q0", CHAT);
      operator.finishAll();
      operator.setTime(SESSION_TTL.minusSeconds(1));
      operator.turn(1, "s", "q1", CHAT);
      operator.finishAll();
      operator.setTime(SESSION_TTL.plusSeconds(1));
      assertThat(operator.keyedStateEntries()).isPositive();

      operator.setTime(SESSION_TTL.multipliedBy(2));
      assertThat(operator.keyedStateEntries()).isZero();
      operator.turn(2, "s", "q2", CHAT);
      operator.finishAll();
      assertThat(text(operator.results(), "t-1")).isEqualTo(SYSTEM + turn("q0") + turn("q1"));
      assertThat(text(operator.results(), "t-2")).isEqualTo(SYSTEM + turn("q2"));
    }
  }

  @Test
  void aTurnKeepsTheHistoryThatItBeganWith() throws Exception {
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 4)) {
      operator.turn(0, "s", "q0", CHAT);
      operator.finishAll();
      engine.model().hold();
      operator.turn(1, "s", "q1", CHAT);
      operator.runMails();
      operator.setTime(SESSION_TTL.multipliedBy(3));
      FakeEngine second = engine();
      try (EvaluateHarness next =
          EvaluateHarness.restore(second, 4, operator.snapshot(), 1, 1, 0)) {
        next.finishAll();
        assertThat(text(next.results(), "t-1")).isEqualTo(SYSTEM + turn("q0") + turn("q1"));
      }
    }
  }

  @Test
  void manyTurnsOfOneSessionDoNotFillTheTask() throws Exception {
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 4)) {
      engine.model().hold();
      for (int i = 0; i < 4; i++) {
        operator.turn(i, "s", "q" + i, CHAT);
      }
      operator.putForeignMail();
      operator.turn(4, "s", "q4", CHAT);
      operator.finishAll();
      assertThat(operator.resultIds()).containsExactly("t-0", "t-1", "t-2", "t-3", "t-4");
    }
  }

  @Test
  void aProgramIsKeptOncePerKeyAndGoesWithItsLastRun() throws Exception {
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 8)) {
      engine.model().hold();
      operator.turn(0, "s", "q0", CHAT);
      operator.turn(1, "s", "q1", CHAT);
      operator.runMails();
      assertThat(operator.keyedStateEntries()).isEqualTo(2);
      engine.model().release(2);
      operator.runMails();
      operator.finishAll();
      operator.setTime(SESSION_TTL.plus(Duration.ofSeconds(1)));
      assertThat(operator.keyedStateEntries()).isZero();
    }
  }

  /** Ten sessions with a history, a turn that has finished its first step, and one behind it. */
  private OperatorSubtaskState inFlight() throws Exception {
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 16)) {
      for (int i = 0; i < 10; i++) {
        operator.turn(100 + i, "s-" + i, "first", CHAT);
      }
      operator.finishAll();
      engine.model().hold();
      for (int i = 0; i < 20; i++) {
        operator.turn(i, "s-" + i % 10, "q" + i, CHAT);
      }
      operator.runMails();
      engine.model().release(10);
      operator.runMails();
      assertThat(operator.resultIds()).hasSize(10);
      return operator.snapshot();
    }
  }

  private String lastPrompt(String run) {
    return engine.model().generateCalls().stream()
        .filter(call -> call.id().run().equals(run))
        .map(GenerateRequest::prompt)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static List<String> calls(FakeEngine engine) {
    return engine.model().generateCalls().stream()
        .map(call -> call.id().run() + "#" + call.id().step())
        .toList();
  }

  private static String text(List<JsonNode> results, String id) {
    return IntStream.range(0, results.size())
        .mapToObj(results::get)
        .filter(result -> result.at("/id").asText().equals(id))
        .map(result -> result.at("/text").asText())
        .findFirst()
        .orElseThrow();
  }

  private static String turn(String question) {
    return "<|user|>\n" + question + "<|end|>\n<|assistant|>\nA.A.<|end|>\n";
  }

  private static FakeEngine engine() {
    FakeEngine engine = new FakeEngine();
    engine.model().answering(request -> "A.");
    return engine;
  }
}
