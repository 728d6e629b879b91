package io.sglflink.operators;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each kind of bad record ends as. */
class FailureKindsTest {

  private final FakeEngine engine = new FakeEngine();

  static Stream<Arguments> records() {
    return Stream.of(
        kind("malformed_record", "{\"id\":\"i\",\"program\":"),
        kind("malformed_record", ""),
        kind("malformed_record", "\"just a text\""),
        kind("malformed_record", "{\"program\":\"one\",\"args\":{\"question\":\"a\"}}"),
        kind("malformed_record", record("\"one\",\"args\":[\"a\"]")),
        kind("malformed_record", record("7")),
        Arguments.of("malformed_record", record("\"é\"").getBytes(ISO_8859_1)),
        Arguments.of("malformed_record", tenMegabytes()),
        kind("unknown_program", record("\"nobody\",\"args\":{\"question\":\"a\"}")),
        kind("unknown_program", record("\"one\",\"program_version\":\"v9\"")),
        kind("invalid_argument", record("\"one\"")),
        kind("invalid_argument", record("\"one\",\"args\":{\"question\":\"a\",\"extra\":1}")),
        kind("evaluation_failed", record(program("{\"type\":\"text\",\"value\":" + SUM + "}"))),
        kind("invalid_sampling", record("\"one\",\"args\":{\"question\":\"a\"}," + HOT)),
        kind("invalid_program", record(program("{\"type\":\"gen\",\"regex\":\"a(\"}"))),
        kind(
            "invalid_program",
            record(
                program("{\"type\":\"gen\",\"json_schema\":{\"type\":\"string\",\"enum\":[]}}"))),
        kind("budget_exceeded", record("\"three\",\"args\":{\"question\":\"a\"}," + ONE_STEP)));
  }

  private static final String SUM = "{\"add\":[{\"arg\":\"question\"},1]}";
  private static final String HOT = "\"sampling\":{\"temperature\":-1}";
  private static final String ONE_STEP = "\"limits\":{\"steps\":1}";

  @ParameterizedTest
  @MethodSource("records")
  void aBadRecordIsOneDeadLetter(String code, byte[] record) throws Exception {
    assertThat(endOf(record).get("code").asText()).isEqualTo(code);
  }

  /** What only the engine finds out. */
  static Stream<FailureCode> engineFailures() {
    return Stream.of(
        FailureCode.PROMPT_TOO_LONG,
        FailureCode.CONSTRAINT_UNSUPPORTED,
        FailureCode.NON_FINITE_LOGITS,
        FailureCode.DEADLINE_EXCEEDED);
  }

  @ParameterizedTest
  @MethodSource("engineFailures")
  void aRequestThatTheEngineRefusesIsOneDeadLetter(FailureCode code) throws Exception {
    engine.model().failing(id -> true, new RequestFailedException(code, "no"));
    assertThat(endOf(TestPrograms.record("i", "one")).get("code").asText()).isEqualTo(code.code());
  }

  private JsonNode endOf(byte[] record) throws Exception {
    try (PipelineHarness pipeline =
        PipelineHarness.open(TestPrograms.library(), RunDefaults.DEFAULT, engine)) {
      List<JsonNode> ends = pipeline.run(1, record);
      assertThat(ends).hasSize(1);
      assertThat(ends.get(0).get("position").asText()).isEqualTo("list@1");
      return ends.get(0);
    }
  }

  private static Arguments kind(String code, String record) {
    return Arguments.of(code, record.getBytes(UTF_8));
  }

  private static String record(String rest) {
    return "{\"id\":\"i\",\"program\":" + rest + "}";
  }

  private static String program(String node) {
    return "{\"sglang\":1,\"name\":\"p\",\"parameters\":[{\"name\":\"question\"}],\"body\":["
        + node
        + "]},\"args\":{\"question\":{}}";
  }

  private static byte[] tenMegabytes() {
    byte[] text = new byte[10 << 20];
    Arrays.fill(text, (byte) 'a');
    return record("\"one\",\"args\":{\"question\":\"" + new String(text, UTF_8) + "\"}")
        .getBytes(UTF_8);
  }
}
