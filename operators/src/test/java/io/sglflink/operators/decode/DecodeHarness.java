package io.sglflink.operators.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.operators.FailureOutput;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.operators.RunDefaults;
import io.sglflink.operators.TestPrograms;
import io.sglflink.operators.route.Router;
import io.sglflink.operators.route.SessionPrompts;
import io.sglflink.record.EncodedRecord;
import io.sglflink.record.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** A decode operator on the test's thread, with a clock that the test moves. */
public final class DecodeHarness implements AutoCloseable {

  static final int KEY_GROUPS = 16;

  private static final JsonMapper MAPPER = new JsonMapper();

  private final OneInputStreamOperatorTestHarness<SourceRecord, PromptEnvelope> harness;

  private DecodeHarness(ProgramLibrary programs, RunDefaults defaults, Router.Factory routing)
      throws Exception {
    this.harness =
        new OneInputStreamOperatorTestHarness<>(
            new DecodeOperatorFactory(
                programs,
                defaults,
                routing,
                KEY_GROUPS,
                new FailureOutput(true, Integer.MAX_VALUE)));
    harness.setup(
        TypeInformation.of(PromptEnvelope.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
  }

  public static DecodeHarness open(
      ProgramLibrary programs, RunDefaults defaults, Router.Factory routing) throws Exception {
    return new DecodeHarness(programs, defaults, routing).open(0);
  }

  static DecodeHarness open(ProgramLibrary programs) throws Exception {
    return open(programs, RunDefaults.DEFAULT, (keyGroups, slots) -> prompt -> 3);
  }

  static DecodeHarness restore(ProgramLibrary programs, OperatorSubtaskState state, long time)
      throws Exception {
    DecodeHarness restored =
        new DecodeHarness(programs, RunDefaults.DEFAULT, (keyGroups, slots) -> prompt -> 3);
    restored.harness.initializeState(state);
    return restored.open(time);
  }

  private DecodeHarness open(long time) throws Exception {
    harness.setProcessingTime(time);
    harness.open();
    runMails();
    return this;
  }

  /** Hands in a record at position {@code list@number}. */
  public void decode(int number, byte[] record) throws Exception {
    harness.processElement(new StreamRecord<>(new SourceRecord(record, "list@" + number)));
    runMails();
  }

  void ask(int number, String program) throws Exception {
    decode(number, TestPrograms.record("q-" + number, program));
  }

  void turn(int number, String program, String session) throws Exception {
    ask(number, program, "session", session);
  }

  void ask(int number, String program, String version) throws Exception {
    ask(number, program, "program_version", version);
  }

  private void ask(int number, String program, String field, String value) throws Exception {
    String record = new String(TestPrograms.record("q-" + number, program), UTF_8);
    decode(
        number,
        record.replace("\"args\"", "\"" + field + "\":\"" + value + "\",\"args\"").getBytes(UTF_8));
  }

  void setTime(long millis) throws Exception {
    harness.setProcessingTime(millis);
    runMails();
  }

  /** Puts a mail that is not the operator's, as a checkpoint does. */
  void putForeignMail() {
    harness
        .getTaskMailbox()
        .put(new Mail(() -> {}, TaskMailbox.MIN_PRIORITY, "trigger a checkpoint"));
  }

  void putMail(Runnable mail) {
    harness.getTaskMailbox().put(new Mail(mail::run, TaskMailbox.MAX_PRIORITY, "of the test"));
  }

  void runMails() throws Exception {
    TaskMailbox mailbox = harness.getTaskMailbox();
    for (Optional<Mail> mail = mailbox.tryTake(TaskMailbox.MIN_PRIORITY);
        mail.isPresent();
        mail = mailbox.tryTake(TaskMailbox.MIN_PRIORITY)) {
      mail.get().run();
    }
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  void endInput() throws Exception {
    harness.endInput();
  }

  /** What was emitted since the last call. */
  public List<PromptEnvelope> takePrompts() {
    List<PromptEnvelope> prompts = new ArrayList<>(harness.extractOutputValues());
    harness.getOutput().clear();
    Queue<StreamRecord<PromptEnvelope>> turns = harness.getSideOutput(SessionPrompts.TAG);
    if (turns != null) {
      turns.forEach(turn -> prompts.add(turn.getValue()));
      turns.clear();
    }
    return prompts;
  }

  /** What failed since the last call. */
  public List<JsonNode> takeDeadLetters() {
    Queue<StreamRecord<EncodedRecord>> failures = harness.getSideOutput(FailureOutput.TAG);
    List<JsonNode> letters = new ArrayList<>();
    if (failures != null) {
      failures.forEach(record -> letters.add(read(record.getValue().value())));
      failures.clear();
    }
    return letters;
  }

  private static JsonNode read(byte[] json) {
    try {
      return MAPPER.readTree(new String(json, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
