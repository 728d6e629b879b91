package io.sglflink.operators.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.interpret.Interpreter;
import io.sglflink.interpret.RunRequest;
import io.sglflink.interpret.RunResult;
import io.sglflink.interpret.StepJournal;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.RequestFailedException;
import io.sglflink.operators.FakeEngine;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.Prompt;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.operators.RunDefaults;
import io.sglflink.operators.TestPrograms;
import io.sglflink.operators.decode.PromptDecoder;
import io.sglflink.operators.evaluate.RunState.StoredRun;
import io.sglflink.program.Program;
import io.sglflink.program.json.ProgramJson;
import io.sglflink.runtime.engine.EngineFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EvaluateOperatorTest {

  private final FakeEngine engine = new FakeEngine();

  @Test
  void everyPromptEndsAsOneResult() throws Exception {
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 64)) {
      engine.model().hold();
      for (int i = 0; i < 40; i++) {
        operator.ask(i, i % 2 == 0 ? "one" : "three");
      }
      operator.finishAll();

      assertThat(operator.resultIds()).containsExactlyInAnyOrderElementsOf(ids(40));
      assertThat(operator.deadLetters()).isEmpty();
      assertThat(operator.keyedStateEntries()).isZero();
    }
    assertThat(engine.openLeases()).isZero();
  }

  @Test
  void aResultIsWhatTheInterpreterComputes() throws Exception {
    byte[] record = TestPrograms.record("q-1", "three");
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 4)) {
      operator.ask(1, record);
      operator.finishAll();

      JsonNode result = operator.results().get(0);
      RunResult expected = run(record);
      assertThat(result.at("/text").asText()).isEqualTo(expected.text());
      assertThat(result.at("/program").asText()).isEqualTo("three");
      assertThat(result.at("/steps")).hasSize(3);
      assertThat(result.at("/usage/prompt_tokens").asInt())
          .isEqualTo(expected.steps().stream().mapToInt(step -> step.promptTokens()).sum());
    }
  }

  @Test
  void aProgramsLongBeginningIsComputedBeforeThereIsARecord() throws Exception {
    String beginning = "Examples. ".repeat(10);
    Program program = Program.builder("p").text(beginning).arg("question").gen("answer").build();
    ProgramLibrary library =
        ProgramLibrary.of(Map.of("p", ProgramJson.writeString(program).getBytes(UTF_8)));
    try (EvaluateHarness operator = EvaluateHarness.open(engine, library)) {
      assertThat(operator.resultIds()).isEmpty();
      assertThat(engine.model().generateCalls())
          .extracting(call -> call.prompt(), call -> call.sampling().maxTokens())
          .containsExactly(tuple(beginning, 0));
    }
  }

  @Test
  void twoRecordsFromOnePositionAreBothAnswered() throws Exception {
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 8)) {
      engine.model().hold();
      operator.ask(1, "one");
      operator.ask(1, "one");
      operator.ask(1, "one");
      operator.finishAll();

      assertThat(operator.resultIds()).containsExactly("q-1", "q-1", "q-1");
      assertThat(operator.keyedStateEntries()).isZero();
    }
  }

  @Test
  void handsTheEngineNoMoreThanTheWindow() throws Exception {
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 3)) {
      engine.model().hold();
      operator.ask(0, "one");
      operator.ask(1, "one");
      operator.ask(2, "one");
      operator.putForeignMail();
      operator.ask(3, "one");

      assertThat(engine.model().waiting()).isEqualTo(3);
      engine.model().release(1);
      operator.runMails();
      assertThat(operator.resultIds()).containsExactly("q-0");
      assertThat(engine.model().waiting()).isEqualTo(3);

      operator.finishAll();
      assertThat(operator.resultIds()).containsExactlyInAnyOrderElementsOf(ids(4));
    }
  }

  @Test
  void waitsForRoomUntilACompletionMakesIt() throws Exception {
    ExecutorService engineThread = Executors.newSingleThreadExecutor();
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 2)) {
      engine.model().hold();
      operator.ask(0, "one");
      operator.ask(1, "one");
      operator.runMails();
      Future<Integer> released = engineThread.submit(() -> engine.model().release(1));
      operator.ask(2, "one");

      assertThat(released.get()).isEqualTo(1);
      assertThat(operator.resultIds()).containsExactly("q-0");
      operator.finishAll();
      assertThat(operator.resultIds()).containsExactlyInAnyOrderElementsOf(ids(3));
    } finally {
      engineThread.shutdownNow();
    }
  }

  @Test
  void aCheckpointIsTakenWhileEverythingIsInFlight() throws Exception {
    OperatorSubtaskState state;
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 2)) {
      engine.model().hold();
      operator.ask(0, "one");
      operator.ask(1, "one");
      operator.putForeignMail();
      operator.ask(2, "one");
      state = operator.snapshot();
      assertThat(operator.resultIds()).isEmpty();
    }
    FakeEngine second = new FakeEngine();
    try (EvaluateHarness operator = EvaluateHarness.restore(second, 2, state, 1, 1, 0)) {
      operator.finishAll();
      assertThat(operator.resultIds()).containsExactlyInAnyOrderElementsOf(ids(3));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"three", "forked"})
  void finishedStepsDoNotRunAgainAfterARestore(String program) throws Exception {
    OperatorSubtaskState state;
    List<String> calledBefore;
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 64)) {
      engine.model().hold();
      for (int i = 0; i < 20; i++) {
        operator.ask(i, program);
      }
      operator.runMails();
      engine.model().release(20);
      operator.runMails();
      engine.model().release(7);
      operator.runMails();
      state = operator.snapshot();
      calledBefore = finishedCalls(engine.model(), 27);
      assertThat(operator.resultIds()).isEmpty();
    }

    FakeEngine second = new FakeEngine();
    try (EvaluateHarness operator = EvaluateHarness.restore(second, 64, state, 1, 1, 0)) {
      operator.finishAll();
      assertThat(operator.resultIds()).containsExactlyInAnyOrderElementsOf(ids(20));
      assertThat(calls(second.model())).doesNotContainAnyElementsOf(calledBefore);
      assertThat(second.model().calls()).isEqualTo(3 * 20 - 27);
      for (JsonNode result : operator.results()) {
        byte[] record = TestPrograms.record(result.at("/id").asText(), program);
        assertThat(result.at("/text").asText()).isEqualTo(run(record).text());
        assertThat(result.at("/steps")).hasSize(3);
      }
      assertThat(operator.keyedStateEntries()).isZero();
    }
  }

  @Test
  void runsFollowTheirKeysFromOneTaskToTwo() throws Exception {
    OperatorSubtaskState state = inFlight(engine, 30);
    List<String> answered = new ArrayList<>();
    int calls = 0;
    for (int index = 0; index < 2; index++) {
      FakeEngine next = new FakeEngine();
      try (EvaluateHarness operator = EvaluateHarness.restore(next, 4, state, 1, 2, index)) {
        operator.finishAll();
        assertThat(operator.resultIds()).isNotEmpty();
        answered.addAll(operator.resultIds());
        calls += next.model().calls();
      }
    }
    assertThat(answered).containsExactlyInAnyOrderElementsOf(ids(30));
    assertThat(calls).isEqualTo(2 * 30);
  }

  @Test
  void runsFollowTheirKeysFromTwoTasksToOne() throws Exception {
    OperatorSubtaskState one = inFlight(engine, 30);
    OperatorSubtaskState[] parts = new OperatorSubtaskState[2];
    for (int index = 0; index < 2; index++) {
      FakeEngine next = new FakeEngine();
      next.model().hold();
      try (EvaluateHarness operator = EvaluateHarness.restore(next, 4, one, 1, 2, index)) {
        operator.runMails();
        next.model().release(3);
        operator.runMails();
        parts[index] = operator.snapshot();
        assertThat(operator.resultIds()).isEmpty();
      }
    }
    FakeEngine last = new FakeEngine();
    OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(parts);
    try (EvaluateHarness operator = EvaluateHarness.restore(last, 4, both, 2, 1, 0)) {
      operator.finishAll();
      assertThat(operator.resultIds()).containsExactlyInAnyOrderElementsOf(ids(30));
      assertThat(last.model().calls()).isEqualTo(2 * 30 - 2 * 3);
    }
  }

  @Test
  void aRestoredTaskTakesMoreThanTwiceItsWindowWithoutBlocking() throws Exception {
    OperatorSubtaskState state = inFlight(engine, 30);
    FakeEngine second = new FakeEngine();
    second.model().hold();
    try (EvaluateHarness operator = EvaluateHarness.restore(second, 4, state, 1, 1, 0)) {
      operator.putForeignMail();
      operator.ask(30, "three");
      assertThat(second.model().waiting()).isEqualTo(4);
      operator.finishAll();
      assertThat(operator.resultIds()).containsExactlyInAnyOrderElementsOf(ids(31));
    }
  }

  @Test
  void aRequestFailureBecomesADeadLetterAndDisturbsNobody() throws Exception {
    engine
        .model()
        .failing(
            id -> id.run().equals("q-1") && id.step().equals("/body/2"),
            new RequestFailedException(FailureCode.PROMPT_TOO_LONG, "too long: shorten it"));
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 8)) {
      for (int i = 0; i < 3; i++) {
        operator.ask(i, "three");
      }
      operator.finishAll();

      assertThat(operator.resultIds()).containsExactlyInAnyOrder("q-0", "q-2");
      JsonNode letter = operator.deadLetters().get(0);
      assertThat(operator.deadLetters()).hasSize(1);
      assertThat(letter.at("/id").asText()).isEqualTo("q-1");
      assertThat(letter.at("/code").asText()).isEqualTo("prompt_too_long");
      assertThat(letter.at("/message").asText()).isEqualTo("too long: shorten it");
      assertThat(letter.at("/pointer").asText()).isEqualTo("/body/2");
      assertThat(letter.at("/position").asText()).isEqualTo("kafka://in/0@1");
      assertThat(letter.at("/original").asText())
          .isEqualTo(new String(TestPrograms.record("q-1", "three"), UTF_8));
      assertThat(letter.at("/result/steps")).hasSize(1);
      assertThat(operator.keyedStateEntries()).isZero();
    }
  }

  @Test
  void anEngineFailureFailsTheTask() throws Exception {
    IllegalStateException broken = new IllegalStateException("CUDA error: device lost");
    engine.model().failing(id -> id.run().equals("q-1"), broken);
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 8)) {
      operator.ask(0, "one");
      operator.ask(1, "one");
      assertThatThrownBy(operator::runMails)
          .isInstanceOf(RunAbortedException.class)
          .hasCause(broken)
          .hasMessageContaining("q-1")
          .hasMessageContaining("device lost");
      assertThat(operator.deadLetters()).isEmpty();
    }
    assertThat(engine.openLeases()).isZero();
  }

  @Test
  void aBugThatOneRunBringsOutIsItsDeadLetter() throws Exception {
    engine
        .model()
        .answering(
            request -> {
              if (request.id().run().equals("q-1")) {
                throw new IllegalStateException("a bug");
              }
              return "fine";
            });
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 8)) {
      for (int i = 0; i < 3; i++) {
        operator.ask(i, "one");
      }
      operator.finishAll();

      assertThat(operator.resultIds()).containsExactly("q-0", "q-2");
      JsonNode letter = operator.deadLetters().get(0);
      assertThat(letter.at("/id").asText()).isEqualTo("q-1");
      assertThat(letter.at("/code").asText()).isEqualTo("internal_error");
      assertThat(letter.at("/message").asText()).contains("IllegalStateException: a bug");
      assertThat(operator.keyedStateEntries()).isZero();
    }
  }

  @Test
  void anEngineThatThrowsThatItFailedFailsTheTask() throws Exception {
    engine
        .model()
        .answering(
            request -> {
              throw new EngineFailedException("the device is lost", new OutOfMemoryError());
            });
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 8)) {
      operator.ask(0, "one");
      assertThatThrownBy(operator::runMails).isInstanceOf(RunAbortedException.class);
      assertThat(operator.deadLetters()).isEmpty();
    }
  }

  @Test
  void promptsAreTakenWithoutRoomUntilTheBarrierIsThere() throws Exception {
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 2)) {
      engine.model().hold();
      operator.announceCheckpoint(1);
      for (int i = 0; i < 100; i++) {
        operator.ask(i, "one");
      }
      assertThat(engine.model().waiting()).isZero();
      operator.runMails();
      assertThat(engine.model().waiting()).isEqualTo(2);

      operator.snapshot();
      operator.putForeignMail();
      operator.ask(100, "one");
      operator.finishAll();
      assertThat(operator.resultIds()).containsExactlyInAnyOrderElementsOf(ids(101));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCheckpointThatIsOverLetsNoMorePromptsIn(boolean aborted) throws Exception {
    ExecutorService engineThread = Executors.newSingleThreadExecutor();
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 1)) {
      engine.model().hold();
      operator.announceCheckpoint(1);
      operator.ask(0, "one");
      operator.ask(1, "one");
      if (aborted) {
        operator.abortCheckpoint(1);
      } else {
        operator.snapshot();
      }
      operator.runMails();
      Future<Integer> released = engineThread.submit(() -> engine.model().releaseAll());
      operator.ask(2, "one");
      assertThat(released.get()).isPositive();
      assertThat(operator.resultIds()).contains("q-0", "q-1");
    } finally {
      engineThread.shutdownNow();
    }
  }

  @Test
  void notEvenACheckpointGoesOverTheCap() {
    Admission admission = new Admission(2);
    admission.checkpointComing(1);
    int taken = 0;
    for (; !admission.isFull(); taken++) {
      admission.add(evaluation(taken));
    }
    assertThat(taken).isEqualTo(2 * 2 + Admission.EXTRA);
  }

  @Test
  void aProgramThatIsGoneAfterARestoreMakesADeadLetter() throws Exception {
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 8)) {
      operator.ask(0, TestPrograms.record("q-0", "gone"));
      operator.finishAll();
      assertThat(operator.deadLetters()).hasSize(1);
      assertThat(operator.deadLetters().get(0).at("/code").asText()).isEqualTo("unknown_program");
      assertThat(operator.keyedStateEntries()).isZero();
    }
  }

  @Test
  void theEndOfTheInputWaitsForEveryRun() throws Exception {
    ExecutorService engineThread = Executors.newSingleThreadExecutor();
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 8)) {
      engine.model().hold();
      for (int i = 0; i < 8; i++) {
        operator.ask(i, "three");
      }
      operator.runMails();
      Future<Integer> released = engineThread.submit(() -> engine.model().releaseAll());
      operator.endInput();

      assertThat(released.get()).isPositive();
      assertThat(operator.resultIds()).containsExactlyInAnyOrderElementsOf(ids(8));
    } finally {
      engineThread.shutdownNow();
    }
  }

  @Test
  void closingCancelsWhatRunsAndGivesTheLeaseBack() throws Exception {
    engine.model().hold();
    try (EvaluateHarness operator = EvaluateHarness.open(engine, 8)) {
      for (int i = 0; i < 5; i++) {
        operator.ask(i, "one");
      }
      operator.runMails();
      assertThat(engine.model().waiting()).isEqualTo(5);
      assertThat(engine.openLeases()).isEqualTo(1);
    }
    assertThat(engine.model().cancelled()).isEqualTo(5);
    assertThat(engine.openLeases()).isZero();
  }

  /** A checkpoint of {@code count} runs of three steps that have each finished the first. */
  private static OperatorSubtaskState inFlight(FakeEngine engine, int count) throws Exception {
    try (EvaluateHarness operator = EvaluateHarness.open(engine, count)) {
      engine.model().hold();
      for (int i = 0; i < count; i++) {
        operator.ask(i, "three");
      }
      operator.runMails();
      engine.model().release(count);
      operator.runMails();
      assertThat(operator.resultIds()).isEmpty();
      return operator.snapshot();
    }
  }

  private static RunResult run(byte[] record) throws Exception {
    Prompt prompt = new PromptDecoder(TestPrograms.library(), RunDefaults.DEFAULT).decode(record);
    RunRequest request = prompt.request();
    return new Interpreter(new FakeLanguageModel(), Runnable::run)
        .start(prompt.program(), request, StepJournal.NONE)
        .result()
        .get();
  }

  private static Evaluation evaluation(int number) {
    PromptEnvelope prompt =
        new PromptEnvelope("q-" + number, new byte[0], "in@" + number, 0, null, null);
    StoredRun run = new StoredRun(prompt, null, number, prompt.position(), List.of());
    return new Evaluation(run, step -> {}, 0);
  }

  private static List<String> finishedCalls(FakeLanguageModel model, int count) {
    return calls(model).subList(0, count);
  }

  private static List<String> calls(FakeLanguageModel model) {
    return model.generateCalls().stream().map(GenerateRequest::id).map(Object::toString).toList();
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "q-" + i).toList();
  }
}
