package io.sglflink.operators;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.operators.decode.DecodeHarness;
import io.sglflink.operators.evaluate.EvaluateOperatorFactory;
import io.sglflink.operators.route.BoundedLoadRouter;
import io.sglflink.record.EncodedRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Decode, route and evaluate on the test's thread, one record after the other. */
final class PipelineHarness implements AutoCloseable {

  private static final int KEY_GROUPS = 16;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final DecodeHarness decode;
  private final KeyedOneInputStreamOperatorTestHarness<Integer, PromptEnvelope, EncodedRecord>
      evaluate;

  private PipelineHarness(
      DecodeHarness decode,
      KeyedOneInputStreamOperatorTestHarness<Integer, PromptEnvelope, EncodedRecord> evaluate) {
    this.decode = decode;
    this.evaluate = evaluate;
  }

  static PipelineHarness open(ProgramLibrary programs, RunDefaults defaults, FakeEngine engine)
      throws Exception {
    KeyedOneInputStreamOperatorTestHarness<Integer, PromptEnvelope, EncodedRecord> evaluate =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new EvaluateOperatorFactory(
                programs,
                defaults,
                engine.provider(),
                8,
                new FailureOutput(true, PipelineOptions.DEFAULTS.maxOutputBytes()),
                PipelineOptions.DEFAULTS.sessionTtl()),
            PromptEnvelope::route,
            Types.INT,
            KEY_GROUPS,
            1,
            0);
    evaluate.setup(
        TypeInformation.of(EncodedRecord.class)
            .createSerializer(evaluate.getExecutionConfig().getSerializerConfig()));
    evaluate.open();
    return new PipelineHarness(
        DecodeHarness.open(programs, defaults, BoundedLoadRouter::new), evaluate);
  }

  /** What a record ended as, at position {@code list@number}: results and dead letters. */
  List<JsonNode> run(int number, byte[] record) throws Exception {
    decode.decode(number, record);
    List<JsonNode> ends = new ArrayList<>(decode.takeDeadLetters());
    for (PromptEnvelope prompt : decode.takePrompts()) {
      evaluate.processElement(new StreamRecord<>(prompt));
      runMails();
    }
    evaluate.extractOutputValues().forEach(result -> ends.add(read(result)));
    evaluate.getOutput().clear();
    Queue<StreamRecord<EncodedRecord>> failures = evaluate.getSideOutput(FailureOutput.TAG);
    if (failures != null) {
      failures.forEach(failure -> ends.add(read(failure.getValue())));
      failures.clear();
    }
    return ends;
  }

  private void runMails() throws Exception {
    TaskMailbox mailbox = evaluate.getTaskMailbox();
    for (Optional<Mail> mail = mailbox.tryTake(TaskMailbox.MIN_PRIORITY);
        mail.isPresent();
        mail = mailbox.tryTake(TaskMailbox.MIN_PRIORITY)) {
      mail.get().run();
    }
  }

  private static JsonNode read(EncodedRecord record) {
    try {
      return MAPPER.readTree(new String(record.value(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (decode) {
      evaluate.close();
    } catch (Exception e) {
      throw new AssertionError("the operators do not close", e);
    }
  }
}
