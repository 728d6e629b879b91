package io.sglflink.operators;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.interpret.Conversation;
import io.sglflink.interpret.Interpreter;
import io.sglflink.interpret.RunResult;
import io.sglflink.interpret.StepJournal;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.operators.decode.PromptDecoder;
import io.sglflink.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** Records whose runs take many steps, of each kind, and where they come from. */
final class LongRuns {

  /** Steps of one run: gen, select, two gens side by side, two gens in a loop, gen. */
  static final int STEPS = 7;

  private static final String LONG =
      """
      {"sglang": 1, "name": "long", "parameters": [{"name": "question"}], "body": [
        {"type": "text", "value": {"arg": "question"}},
        {"type": "gen", "name": "first", "max_tokens": 8},
        {"type": "select", "name": "verdict", "choices": ["yes", "no"]},
        {"type": "fork", "name": "f", "count": 2, "item": "i", "body": [
          {"type": "text", "value": {"local": "i"}},
          {"type": "gen", "name": "draft", "max_tokens": 8}]},
        {"type": "join", "state": "f"},
        {"type": "text", "value": {"join": ["\\n", {"var": "draft"}]}},
        {"type": "for", "item": "k", "in": {"range": [2]}, "body": [
          {"type": "gen", "name": "more", "max_tokens": 8}]},
        {"type": "gen", "name": "last", "max_tokens": 8}]}
      """;

  private static final String TURN =
      """
      {"sglang": 1, "name": "turn", "parameters": [{"name": "question"}], "body": [
        {"type": "role", "role": "user", "body": [
          {"type": "text", "value": {"arg": "question"}}]},
        {"type": "role", "role": "assistant", "body": [
          {"type": "gen", "name": "answer", "max_tokens": 8},
          {"type": "gen", "name": "more", "max_tokens": 8},
          {"type": "gen", "name": "last", "max_tokens": 8}]}]}
      """;

  private LongRuns() {}

  static ProgramLibrary library() {
    return ProgramLibrary.of(Map.of("long", LONG.getBytes(UTF_8), "turn", TURN.getBytes(UTF_8)));
  }

  static SourceRecord run(int number) {
    return record("r-" + number, "\"program\":\"long\"");
  }

  static SourceRecord turn(String session, int number) {
    String id = session + "-" + number;
    return record(
        id,
        String.format(
            "\"program\":\"turn\",\"session\":\"%s\",\"route\":\"%s\"", session, session));
  }

  private static SourceRecord record(String id, String fields) {
    String json = "{\"id\":\"%s\",%s,\"args\":{\"question\":\"%s?\"}}".formatted(id, fields, id);
    return new SourceRecord(json.getBytes(UTF_8), "list@" + id);
  }

  /** What an undisturbed run, behind the turns before it, makes of a record. */
  static RunResult undisturbed(SourceRecord record, Conversation history) throws Exception {
    Prompt prompt = new PromptDecoder(library(), RunDefaults.DEFAULT).decode(record.value());
    return new Interpreter(new FakeLanguageModel(), Runnable::run)
        .start(prompt.program(), prompt.request().withHistory(history), StepJournal.NONE)
        .result()
        .get();
  }

  /** A source of these records that does not end, so that its task does not. */
  static DataStream<SourceRecord> source(
      StreamExecutionEnvironment environment, List<SourceRecord> records) {
    return environment
        .fromSequence(0, Long.MAX_VALUE)
        .setParallelism(1)
        .uid("numbers")
        .flatMap(new Records(records))
        .returns(TypeInformation.of(SourceRecord.class))
        .setParallelism(1)
        .uid("records");
  }

  private static final class Records implements FlatMapFunction<Long, SourceRecord> {

    private static final long serialVersionUID = 1;

    private final List<byte[]> values;
    private final List<String> positions;

    Records(List<SourceRecord> records) {
      this.values = new ArrayList<>(records.stream().map(SourceRecord::value).toList());
      this.positions = new ArrayList<>(records.stream().map(SourceRecord::position).toList());
    }

    @Override
    public void flatMap(Long number, Collector<SourceRecord> out) throws InterruptedException {
      if (number < values.size()) {
        int index = number.intValue();
        out.collect(new SourceRecord(values.get(index), positions.get(index)));
      } else {
        Thread.sleep(10);
      }
    }
  }
}
