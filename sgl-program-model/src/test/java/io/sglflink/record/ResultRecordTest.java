package io.sglflink.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.constraint.LeftOut;
import io.sglflink.interpret.RunResult;
import io.sglflink.interpret.StepReport;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.ConstraintOutcome;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FinishReason;
import io.sglflink.model.Generation;
import io.sglflink.model.Role;
import io.sglflink.model.TokenLogprob;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultRecordTest {

  private static final Timings TIMINGS = new Timings(1_234_567, 89_000_000);

  private final RecordSchemas schemas = new RecordSchemas();

  @Test
  void writesARunThatCompleted() {
    RunResult run =
        new RunResult(
            Map.of("answer", TextNode.valueOf("是")),
            "问题：好吗？是",
            List.of(new ChatMessage(Role.USER, "好吗？")),
            List.of(
                step("/body/1", new FinishReason.Length(5)),
                step("/body/2", new FinishReason.StopString("\n")),
                step("/body/3", new FinishReason.StopToken(42)),
                step("/body/4", new FinishReason.ConstraintComplete()),
                samples(),
                selection()),
            IntNode.valueOf(7),
            null);
    EncodedRecord encoded = ResultRecord.completed("q-1", "ask", run, TIMINGS).encode();
    JsonNode json = RecordSchemas.json(encoded.value());

    assertThat(schemas.problems("result-record", encoded.value())).isEmpty();
    assertThat(encoded.key()).isEqualTo("q-1");
    assertThat(new String(encoded.value(), UTF_8)).doesNotContain("\n").contains("问题：好吗？是");
    assertThat(json.at("/status").asText()).isEqualTo("ok");
    assertThat(json.at("/variables/answer").asText()).isEqualTo("是");
    assertThat(json.at("/ret_value").asInt()).isEqualTo(7);
    assertThat(json.at("/messages/0/role").asText()).isEqualTo("user");
    assertThat(json.at("/steps/0/finish_reason")).hasToString("{\"type\":\"length\",\"tokens\":5}");
    assertThat(json.at("/steps/1/finish_reason/matched").asText()).isEqualTo("\n");
    assertThat(json.at("/steps/2/finish_reason/matched").asInt()).isEqualTo(42);
    assertThat(json.at("/steps/3/finish_reason/type").asText()).isEqualTo("constraint");
    assertThat(json.at("/steps/3/constraint"))
        .hasToString(
            "{\"satisfied\":true,\"forced_tokens\":2,\"left_out\":[{\"pointer\":"
                + "\"/properties/a/contentEncoding\",\"why\":\"it says how to read a text\"}]}");
    assertThat(json.at("/steps/2").has("constraint")).isFalse();
    assertThat(json.at("/steps/0/logprobs/output/0/top/0/logprob").isNull()).isTrue();
    assertThat(json.at("/steps/4").has("finish_reason")).isFalse();
    assertThat(json.at("/steps/4/completion_tokens").asInt()).isEqualTo(7);
    assertThat(json.at("/steps/4/logprobs/prompt/0/token").asInt()).isEqualTo(9);
    assertThat(json.at("/steps/4/samples/1"))
        .hasToString(
            "{\"text\":\"乙\",\"finish_reason\":{\"type\":\"stop\",\"matched\":\"\\\\d+\"},"
                + "\"constraint\":{\"satisfied\":false,\"forced_tokens\":3},"
                + "\"completion_tokens\":4,\"logprobs\":[{\"token\":1,\"logprob\":-0.5}]}");
    assertThat(json.at("/steps/5/choices_method").asText())
        .isEqualTo("unconditional_likelihood_normalized");
    assertThat(json.at("/steps/5/best").asInt()).isZero();
    assertThat(json.at("/steps/5/choices/0/normalized_unconditional_logprob").asDouble())
        .isEqualTo(0.5);
    assertThat(json.at("/steps/5/choices/0/logprobs/0/text").asText()).isEqualTo("yes");
    assertThat(json.at("/steps/5/choices/1"))
        .hasToString("{\"choice\":\"no\",\"normalized_logprob\":-2.5}");
    assertThat(json.at("/usage/prompt_tokens").asInt()).isEqualTo(60);
    assertThat(json.at("/usage/completion_tokens").asInt()).isEqualTo(27);
    assertThat(json.at("/usage/cached_tokens").asInt()).isEqualTo(24);
    assertThat(json.at("/timings/queued_ms").asDouble()).isEqualTo(1.235);
    assertThat(json.at("/timings/running_ms").asDouble()).isEqualTo(89);
    assertThat(json.has("error")).isFalse();
  }

  @Test
  void aDeadLetterHasTheOriginalAndWhatTheRunComputed() {
    String original = "{\"id\":\"q-1\",\"program\":\"问\"}";
    DeadLetter letter = new DeadLetter(original.getBytes(UTF_8), "kafka://in/2@7", failedRun());
    byte[] encoded = letter.encode(Integer.MAX_VALUE).value();
    JsonNode json = RecordSchemas.json(encoded);

    assertThat(schemas.problems("dead-letter", encoded)).isEmpty();
    assertThat(json.at("/id").asText()).isEqualTo("q-1");
    assertThat(json.at("/original").asText()).isEqualTo(original);
    assertThat(json.at("/position").asText()).isEqualTo("kafka://in/2@7");
    assertThat(json.at("/code").asText()).isEqualTo("prompt_too_long");
    assertThat(json.at("/pointer").asText()).isEqualTo("/body/2");
    assertThat(json.at("/source").asText()).isEqualTo("问.py:3");
    assertThat(json.at("/result/error/source").asText()).isEqualTo("问.py:3");
    assertThat(json.at("/result").has("ret_value")).isFalse();
    assertThat(json.at("/result/status").asText()).isEqualTo("failed");
    assertThat(json.at("/result/text").asText()).isEqualTo("so far");
  }

  @Test
  void bytesThatAreNotUtf8AreKeptInBase64() {
    byte[] original = {(byte) 0xff, 0, 1};
    byte[] encoded = new DeadLetter(original, "file:///in@0", failedRun()).encode(1 << 20).value();

    assertThat(schemas.problems("dead-letter", encoded)).isEmpty();
    assertThat(RecordSchemas.json(encoded).at("/original_base64").asText()).isEqualTo("/wAB");
    assertThat(RecordSchemas.json(encoded).has("original")).isFalse();
  }

  @Test
  void aDeadLetterFitsTheOutputWhateverItsOriginalIs() {
    int limit = 16 << 10;
    for (String filler : List.of("x", "\u0001", "数", "🙂")) {
      byte[] original = filler.repeat(200_000).getBytes(UTF_8);
      byte[] encoded = new DeadLetter(original, "file:///in@0", failedRun()).encode(limit).value();
      JsonNode json = RecordSchemas.json(encoded);

      assertThat(schemas.problems("dead-letter", encoded)).isEmpty();
      assertThat(encoded).hasSizeBetween(limit / 4, limit);
      assertThat(json.at("/original_truncated").asBoolean()).isTrue();
      assertThat(json.at("/original_bytes").asInt()).isEqualTo(original.length);
      assertThat(filler.repeat(200_000)).startsWith(json.at("/original").asText());
      assertThat(json.at("/result_omitted").asBoolean()).isTrue();
    }
  }

  @Test
  void aFailedResultFitsTheOutput() {
    RunResult large =
        new RunResult(Map.of(), "长".repeat(100_000), List.of(), List.of(), null, failure());
    ResultRecord record =
        ResultRecord.failed("q-1", "ask", large, TIMINGS, failedRun().error(), "file:///in@0");
    byte[] encoded = record.encode(16 << 10).value();

    assertThat(encoded).hasSizeLessThan(16 << 10);
    assertThat(schemas.problems("result-record", encoded)).isEmpty();
    assertThat(RecordSchemas.json(encoded).at("/error/code").asText()).isEqualTo("prompt_too_long");
  }

  private static ResultRecord failedRun() {
    RunResult run =
        new RunResult(
            Map.of(),
            "so far",
            List.of(),
            List.of(step("/body/1", new FinishReason.Length(5))),
            null,
            failure());
    RecordError error = RecordError.of(run.failure());
    return ResultRecord.failed("q-1", "ask", run, TIMINGS, error, "kafka://in/2@7");
  }

  private static RunResult.Failure failure() {
    return new RunResult.Failure(FailureCode.PROMPT_TOO_LONG, "shorten it", "/body/2", "问.py:3");
  }

  private static StepReport step(String path, FinishReason reason) {
    TokenLogprob impossible = new TokenLogprob(3, Double.NEGATIVE_INFINITY, "三", List.of());
    TokenLogprob token = new TokenLogprob(1, -0.5, null, List.of(impossible));
    return new StepReport(
        path,
        "answer",
        List.of(new Generation.Sample("是", reason, 5, List.of(token), outcome(reason))),
        null,
        10,
        4,
        List.of(),
        new Generation.Timing(1_000, 2_000_000));
  }

  private static ConstraintOutcome outcome(FinishReason reason) {
    LeftOut left = new LeftOut("/properties/a/contentEncoding", "it says how to read a text");
    return reason instanceof FinishReason.ConstraintComplete
        ? new ConstraintOutcome(true, 2, List.of(left))
        : null;
  }

  private static StepReport samples() {
    return new StepReport(
        "/body/5",
        "drafts",
        List.of(
            new Generation.Sample("甲", new FinishReason.Length(3), 3, List.of()),
            new Generation.Sample(
                "乙",
                new FinishReason.StopString("\\d+"),
                4,
                List.of(new TokenLogprob(1, -0.5, null, List.of())),
                new ConstraintOutcome(false, 3, List.of()))),
        null,
        10,
        4,
        List.of(new TokenLogprob(9, -3, null, List.of())),
        new Generation.Timing(0, 0));
  }

  private static StepReport selection() {
    TokenLogprob token = new TokenLogprob(7, -1.25, "yes", List.of());
    return new StepReport(
        "/body/6",
        null,
        List.of(),
        new StepReport.Selection(
            ChoicesMethod.UNCONDITIONAL_LIKELIHOOD_NORMALIZED,
            0,
            List.of(
                new StepReport.ChoiceReport("yes", -1.25, 0.5, List.of(token), List.of(token)),
                new StepReport.ChoiceReport("no", -2.5, null, List.of(), List.of()))),
        10,
        4,
        List.of(),
        new Generation.Timing(0, 0));
  }
}
