package io.sglflink.operators.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.operators.FailureOutput;
import io.sglflink.operators.FakeEngine;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.operators.RunDefaults;
import io.sglflink.operators.TestPrograms;
import io.sglflink.operators.route.KeyGroups;
import io.sglflink.record.EncodedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** An evaluate operator with its engine, on the test's thread. */
final class EvaluateHarness implements AutoCloseable {

  static final int KEY_GROUPS = 16;
  static final Duration SESSION_TTL = Duration.ofMinutes(10);

  private static final JsonMapper MAPPER = new JsonMapper();

  private final FakeEngine engine;
  private final KeyedOneInputStreamOperatorTestHarness<Integer, PromptEnvelope, EncodedRecord>
      harness;
  private final KeyGroups keys = new KeyGroups(KEY_GROUPS);

  EvaluateHarness(FakeEngine engine, int window, int subtasks, int index) throws Exception {
    this(engine, TestPrograms.library(), window, subtasks, index);
  }

  private EvaluateHarness(
      FakeEngine engine, ProgramLibrary programs, int window, int subtasks, int index)
      throws Exception {
    this.engine = engine;
    this.harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new EvaluateOperatorFactory(
                programs,
                RunDefaults.DEFAULT,
                engine.provider(),
                window,
                new FailureOutput(true, Integer.MAX_VALUE),
                SESSION_TTL),
            PromptEnvelope::route,
            Types.INT,
            KEY_GROUPS,
            subtasks,
            index);
    harness.setup(
        TypeInformation.of(EncodedRecord.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
  }

  static EvaluateHarness open(FakeEngine engine, ProgramLibrary programs) throws Exception {
    EvaluateHarness opened = new EvaluateHarness(engine, programs, 8, 1, 0);
    opened.harness.open();
    return opened;
  }

  static EvaluateHarness open(FakeEngine engine, int window) throws Exception {
    EvaluateHarness opened = new EvaluateHarness(engine, window, 1, 0);
    opened.harness.open();
    return opened;
  }

  static EvaluateHarness restore(
      FakeEngine engine,
      int window,
      OperatorSubtaskState state,
      int oldSubtasks,
      int subtasks,
      int index)
      throws Exception {
    EvaluateHarness restored = new EvaluateHarness(engine, window, subtasks, index);
    restored.harness.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            state, KEY_GROUPS, oldSubtasks, subtasks, index));
    restored.harness.open();
    return restored;
  }

  FakeLanguageModel model() {
    return engine.model();
  }

  /** Hands in record {@code number}, which asks {@code program}, under a key of its own. */
  void ask(int number, String program) throws Exception {
    ask(number, TestPrograms.record("q-" + number, program));
  }

  void ask(int number, byte[] record) throws Exception {
    int route = keys.representative(number % KEY_GROUPS);
    String position = "kafka://in/0@" + number;
    harness.processElement(
        new StreamRecord<>(new PromptEnvelope("q-" + number, record, position, route, null, null)));
  }

  /** Hands in a turn of a session; its program comes in the envelope. */
  void turn(int number, String session, String question, byte[] program) throws Exception {
    String id = "t-" + number;
    String record =
        String.format(
            "{\"id\":\"%s\",\"program\":\"chat\",\"session\":\"%s\",\"args\":{\"question\":\"%s\"}}",
            id, session, question);
    String position = "kafka://in/0@" + number;
    harness.processElement(
        new StreamRecord<>(
            new PromptEnvelope(
                id, record.getBytes(UTF_8), position, route(session), program, session)));
  }

  /** Puts bytes in the place of a session's history. */
  void replaceHistory(String session, byte[] history) throws Exception {
    new KeyedMap(operator().getKeyedStateBackend(), "sessions")
        .of(route(session))
        .put(session, history);
  }

  private int route(String session) {
    return keys.representative(Math.floorMod(session.hashCode(), KEY_GROUPS));
  }

  /** Lets time pass for the timers of the state. */
  void setTime(Duration sinceStart) throws Exception {
    harness.setProcessingTime(sinceStart.toMillis());
  }

  /** A checkpoint is announced. */
  void announceCheckpoint(long id) {
    operator().handleOperatorEvent(new CheckpointComing(id));
  }

  void abortCheckpoint(long id) throws Exception {
    operator().notifyCheckpointAborted(id);
  }

  private EvaluateOperator operator() {
    return (EvaluateOperator) (Object) harness.getOperator();
  }

  /** Puts a mail that is not the operator's, as a checkpoint does. */
  void putForeignMail() {
    harness
        .getTaskMailbox()
        .put(new Mail(() -> {}, TaskMailbox.MIN_PRIORITY, "trigger a checkpoint"));
  }

  /** Runs mails until none is left. */
  void runMails() throws Exception {
    TaskMailbox mailbox = harness.getTaskMailbox();
    for (Optional<Mail> mail = mailbox.tryTake(TaskMailbox.MIN_PRIORITY);
        mail.isPresent();
        mail = mailbox.tryTake(TaskMailbox.MIN_PRIORITY)) {
      mail.get().run();
    }
  }

  /** Lets the model answer everything, and follow-up calls as well. */
  void finishAll() throws Exception {
    runMails();
    model().releaseAll();
    runMails();
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  void endInput() throws Exception {
    harness.endInput();
  }

  List<String> resultIds() {
    return harness.extractOutputValues().stream().map(EncodedRecord::key).toList();
  }

  List<JsonNode> results() throws Exception {
    List<JsonNode> results = new ArrayList<>();
    for (EncodedRecord record : harness.extractOutputValues()) {
      results.add(MAPPER.readTree(new String(record.value(), UTF_8)));
    }
    return results;
  }

  List<JsonNode> deadLetters() throws Exception {
    List<JsonNode> letters = new ArrayList<>();
    if (harness.getSideOutput(FailureOutput.TAG) != null) {
      for (StreamRecord<EncodedRecord> record : harness.getSideOutput(FailureOutput.TAG)) {
        letters.add(MAPPER.readTree(new String(record.getValue().value(), UTF_8)));
      }
    }
    return letters;
  }

  int keyedStateEntries() {
    return harness.numKeyedStateEntries();
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception e) {
      throw new AssertionError("the operator does not close", e);
    }
  }
}
