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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sglang run} from files to files, with the real engine. */
final class FileJobITCase {

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
