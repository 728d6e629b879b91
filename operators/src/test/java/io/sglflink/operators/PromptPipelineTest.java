package io.sglflink.operators;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.operators.metrics.PipelineCounter;
import io.sglflink.record.EncodedRecord;
import io.sglflink.record.SourceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class PromptPipelineTest {

  private static final int RECORDS = 500;

  /** Flink's collecting sink takes records of up to 2 MB. */
  private static final PipelineOptions OPTIONS =
      PipelineOptions.DEFAULTS.withMaxOutputBytes(1 << 20);

  private static final JsonMapper MAPPER = new JsonMapper();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private final FakeEngine engine = new FakeEngine();

  @Test
  void everyRecordEndsAsOneResultOrOneDeadLetter() throws Exception {
    failOneRequest();
    PipelineOutputs outputs = build(OPTIONS.withWindow(8));
    List<JsonNode> all = collect(outputs.results().union(outputs.deadLetters()));

    Map<Boolean, List<JsonNode>> byKind =
        all.stream().collect(Collectors.partitioningBy(record -> record.has("status")));
    assertThat(byKind.get(true)).hasSize(RECORDS - brokenRecords().size() - 1);
    assertThat(byKind.get(true)).allMatch(result -> result.at("/status").asText().equals("ok"));
    assertThat(positions(byKind.get(false)))
        .containsExactlyInAnyOrderElementsOf(expectedFailures());
    assertThat(ids(byKind.get(true))).doesNotHaveDuplicates();
    assertThat(engine.openLeases()).isZero();
  }

  @Test
  void withoutADeadLetterOutputFailuresAreResults() throws Exception {
    failOneRequest();
    PipelineOutputs outputs = build(OPTIONS.withDeadLetters(false));
    assertThat(outputs.deadLetters()).isNull();
    List<JsonNode> results = collect(outputs.results());

    assertThat(results).hasSize(RECORDS);
    List<JsonNode> failed =
        results.stream().filter(result -> result.at("/status").asText().equals("failed")).toList();
    assertThat(positions(failed)).containsExactlyInAnyOrderElementsOf(expectedFailures());
    assertThat(failed).allMatch(result -> !result.at("/error/code").asText().isEmpty());
  }

  @Test
  void accumulatorsCountWhatHappened() throws Exception {
    StreamExecutionEnvironment environment = environment();
    PipelineOutputs outputs =
        PromptPipeline.build(
            source(environment), TestPrograms.library(), engine.provider(), OPTIONS);
    outputs.results().sinkTo(new DiscardingSink<>());
    JobClient job = environment.executeAsync("count");
    job.getJobExecutionResult().get();
    Map<String, Object> counts = job.getAccumulators().get();

    int broken = brokenRecords().size();
    assertThat(counts)
        .containsEntry(PipelineCounter.RECORDS, (long) RECORDS)
        .containsEntry(PipelineCounter.RESULTS, (long) RECORDS - broken)
        .containsEntry(PipelineCounter.FAILURES, (long) broken);
    assertThat((Long) counts.get(PipelineCounter.GENERATED_TOKENS)).isPositive();
    assertThat((Long) counts.get(PipelineCounter.PROMPT_TOKENS))
        .isGreaterThan((Long) counts.get(PipelineCounter.CACHED_TOKENS));
  }

  private void failOneRequest() {
    engine
        .model()
        .failing(
            id -> id.run().equals("q-499"),
            new RequestFailedException(FailureCode.NON_FINITE_LOGITS, "not finite"));
  }

  private PipelineOutputs build(PipelineOptions options) {
    return PromptPipeline.build(
        source(environment()), TestPrograms.library(), engine.provider(), options);
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(org.apache.flink.configuration.PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(2);
    environment.enableCheckpointing(50);
    return environment;
  }

  private static DataStream<SourceRecord> source(StreamExecutionEnvironment environment) {
    List<byte[]> broken = brokenRecords();
    List<SourceRecord> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      byte[] record =
          i < broken.size()
              ? broken.get(i)
              : TestPrograms.record("q-" + i, i % 3 == 0 ? "three" : "one");
      boolean turn = i >= broken.size() && i % 5 == 0;
      records.add(new SourceRecord(turn ? inSession(record, i % 7) : record, "list@" + i));
    }
    return environment.fromData(records, TypeInformation.of(SourceRecord.class));
  }

  private static byte[] inSession(byte[] record, int session) {
    String json = new String(record, UTF_8);
    return ("{\"session\":\"s-" + session + "\"," + json.substring(1)).getBytes(UTF_8);
  }

  private static List<byte[]> brokenRecords() {
    return List.of(
        "".getBytes(UTF_8),
        "{\"id\":\"broken\"".getBytes(UTF_8),
        "{\"id\":\"é\",\"program\":\"one\"}".getBytes(ISO_8859_1),
        "{\"id\":\"x\",\"program\":\"missing\"}".getBytes(UTF_8),
        "{\"id\":\"x\",\"program\":\"one\"}".getBytes(UTF_8),
        "{\"id\":\"x\",\"program\":\"one\",\"args\":{\"question\":\"a\",\"b\":1}}".getBytes(UTF_8),
        "{\"id\":\"x\",\"program\":{\"sglang\":1}}".getBytes(UTF_8),
        "{\"id\":\"x\",\"program\":\"one\",\"args\":{\"question\":\"a\"},\"sampling\":{\"top_p\":2}}"
            .getBytes(UTF_8),
        new byte[9 << 20]);
  }

  private static List<String> expectedFailures() {
    List<String> expected =
        new ArrayList<>(
            IntStream.range(0, brokenRecords().size()).mapToObj(i -> "list@" + i).toList());
    expected.add("list@499");
    return expected;
  }

  private static List<JsonNode> collect(DataStream<EncodedRecord> stream) throws Exception {
    List<JsonNode> records = new ArrayList<>();
    for (EncodedRecord record : stream.executeAndCollect(2 * RECORDS)) {
      records.add(read(record.value()));
    }
    return records;
  }

  private static JsonNode read(byte[] json) throws IOException {
    return MAPPER.readTree(new String(json, UTF_8));
  }

  private static List<String> positions(List<JsonNode> records) {
    return records.stream().map(record -> record.at("/position").asText()).toList();
  }

  private static List<String> ids(List<JsonNode> records) {
    return records.stream().map(record -> record.at("/id").asText()).toList();
  }
}
