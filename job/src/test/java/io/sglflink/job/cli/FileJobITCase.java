package io.sglflink.job.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.job.TestData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sglang run} from files to files, with the real engine. */
final class FileJobITCase {

  private static final int NORM_BYTES = 256;

  /** Its start is cheap; what comes after it is too much work. */
  private static final String UNENFORCEABLE = "Z{300}" + "a?b?".repeat(2_000) + "c";

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void evaluatesEveryLineOfADirectory() throws IOException {
    Path output = directory.resolve("results");
    int status =
        run(
            TestData.PROMPTS,
            output,
            "--parallelism",
            "2",
            "--temperature",
            "0",
            "--max_tokens",
            "8");

    assertThat(status).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("records  21: 19 completed, 2 failed\n")
        .endsWith("failures are in --output with status failed and the reason\n");
    List<JsonNode> results = records(output);
    assertThat(results)
        .hasSize(21)
        .extracting(result -> result.get("id").asText())
        .doesNotHaveDuplicates()
        .contains("zh-qa-1", "en-judge-1");
    assertThat(results)
        .filteredOn(result -> result.get("status").asText().equals("failed"))
        .extracting(result -> result.get("error").get("code").asText())
        .containsExactlyInAnyOrder("unknown_program", "invalid_argument");
  }

  @Test
  void aReplayDrawsTheSameTokensCacheOrNot() throws IOException {
    Path prompts = TestData.PROMPTS.resolve("articles.jsonl");
    Path first = directory.resolve("first");
    Path second = directory.resolve("second");
    assertThat(run(prompts, first)).as(err.toString()).isZero();
    assertThat(run(prompts, second, "--no-enable-radix-cache")).as(err.toString()).isZero();
    assertThat(answers(first)).hasSize(4).doesNotHaveDuplicates().isEqualTo(answers(second));
  }

  @Test
  void programsMayComeWithTheRecords() throws IOException {
    Path prompts =
        Files.writeString(
            directory.resolve("inline.jsonl"),
            """
            {"id":"自带","program":{"sglang":1,"name":"俳句","body":[\
            {"type":"text","value":"春天"},{"type":"gen","name":"句","max_tokens":4}]}}
            """,
            UTF_8);
    Path output = directory.resolve("results");
    int status =
        sglang(
            "run",
            "--model",
            TestData.MODEL.toString(),
            "--input",
            prompts.toUri().toString(),
            "--output",
            output.toUri().toString());
    assertThat(status).as(err.toString()).isZero();
    assertThat(records(output))
        .singleElement()
        .satisfies(result -> assertThat(result.at("/variables/句").isTextual()).isTrue());
  }

  @Test
  void whatOnlyTheEngineFindsOutEndsItsRecordAlone() throws IOException {
    String records =
        inline("long", "\"max_tokens\":4", "", "长".repeat(5_000))
            + inline("late", "\"max_tokens\":1000,\"ignore_eos\":true", ",\"timeout_ms\":1", "q")
            + inline(
                "constraint", "\"max_tokens\":600,\"regex\":\"" + UNENFORCEABLE + "\"", "", "q")
            + inline("fine", "\"max_tokens\":4", "", "q");
    assertThat(ends(TestData.MODEL, records))
        .isEqualTo(
            Map.of(
                "long", "prompt_too_long",
                "late", "deadline_exceeded",
                "constraint", "constraint_unsupported",
                "fine", "ok"));
  }

  @Test
  void logitsThatAreNotFiniteAreADeadLetterAndNoCrash() throws IOException {
    Path model = Files.createDirectory(directory.resolve("model"));
    try (Stream<Path> files = Files.list(TestData.MODEL)) {
      for (Path file : files.toList()) {
        Files.copy(file, model.resolve(file.getFileName()));
      }
    }
    // The last norm's weights are the end of the file: all bits set is not a number.
    Path weights = model.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    Arrays.fill(bytes, bytes.length - NORM_BYTES, bytes.length, (byte) 0xff);
    Files.write(weights, bytes);
    assertThat(ends(model, inline("nan", "\"max_tokens\":4", "", "q")))
        .isEqualTo(Map.of("nan", "non_finite_logits"));
  }

  private static String inline(String id, String gen, String more, String question) {
    return String.format(
        "{\"id\":\"%s\",\"program\":{\"sglang\":1,\"name\":\"p\",\"body\":["
            + "{\"type\":\"text\",\"value\":\"%s\"},{\"type\":\"gen\",\"name\":\"a\",%s}]}%s}%n",
        id, question, gen, more);
  }

  /** How each record ends: with status ok, or with a failure's code. */
  private Map<String, String> ends(Path model, String prompts) throws IOException {
    Path input = Files.writeString(directory.resolve("prompts.jsonl"), prompts, UTF_8);
    Path output = directory.resolve("results");
    int status =
        sglang(
            "run",
            "--model",
            model.toString(),
            "--input",
            input.toUri().toString(),
            "--output",
            output.toUri().toString());
    assertThat(status).as(err.toString()).isZero();
    return records(output).stream()
        .collect(
            Collectors.toMap(
                result -> result.get("id").asText(),
                result -> result.at("/error/code").asText(result.get("status").asText())));
  }

  @Test
  void theJobIsMeasuredBesideItsEngine() throws IOException {
    int status =
        sglang(
            "bench",
            "job-overhead",
            "--model",
            TestData.MODEL.toString(),
            "--programs",
            TestData.PROGRAMS.toString(),
            "--input",
            TestData.PROMPTS.toString(),
            "--rounds",
            "1");
    assertThat(status).as(err.toString()).isZero();
    JsonNode report = new JsonMapper().readTree(out.toString());
    assertThat(report.get("records").asInt()).isEqualTo(19);
    assertThat(report.get("engine_records_per_second")).hasSize(1);
    assertThat(report.get("job_records_per_second").get(0).asDouble()).isPositive();
    assertThat(report.get("ratio").asDouble()).isPositive();
    assertThat(err.toString()).contains("does not run: the job has no program");
  }

  @Test
  void checkpointsAreMeasuredInBothModes() throws IOException {
    int status =
        sglang(
            "bench",
            "checkpoints",
            "--model",
            TestData.MODEL.toString(),
            "--window",
            "4",
            "--output-tokens",
            "40",
            "--seconds",
            "1",
            "--interval",
            "100ms");
    assertThat(status).as(err.toString()).isZero();
    List<JsonNode> reports =
        new JsonMapper().readerFor(JsonNode.class).<JsonNode>readValues(out.toString()).readAll();
    assertThat(reports)
        .extracting(report -> report.get("mode").asText())
        .containsExactly("unaligned", "aligned");
    assertThat(reports)
        .allSatisfy(
            report -> {
              assertThat(report.get("completed").asInt()).isPositive();
              assertThat(report.get("checkpoint_ms_p99").isNumber()).isTrue();
              assertThat(report.get("state_bytes_max").asLong()).isPositive();
              assertThat(report.get("run_ms_p50").isNumber()).isTrue();
              assertThat(report.get("savepoint_ms").isNumber()).isTrue();
            });
  }

  private int run(Path input, Path output, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "run",
                "--model",
                TestData.MODEL.toString(),
                "--programs",
                TestData.PROGRAMS.toString(),
                "--input",
                input.toUri().toString(),
                "--output",
                output.toUri().toString()));
    args.addAll(List.of(more));
    return sglang(args.toArray(String[]::new));
  }

  private int sglang(String... args) {
    return Main.execute(
        TestInstallation.real(), new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private static List<String> answers(Path output) throws IOException {
    return records(output).stream()
        .map(result -> result.get("id").asText() + result.get("variables"))
        .sorted()
        .toList();
  }

  private static List<JsonNode> records(Path output) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(output)) {
      for (Path file : files.toList()) {
        assertThat(file.getFileName().toString()).doesNotStartWith(".").endsWith(".jsonl");
        for (String line : Files.readAllLines(file, UTF_8)) {
          records.add(new JsonMapper().readTree(line));
        }
      }
    }
    return records;
  }
}
