package io.sglflink.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.connectors.SinkOptions;
import io.sglflink.connectors.SourceOptions;
import io.sglflink.connectors.SourceOptions.Extent;
import io.sglflink.job.local.EmbeddedJob;
import io.sglflink.job.score.Answers;
import io.sglflink.job.score.Score;
import io.sglflink.job.score.ScoreBoard;
import io.sglflink.operators.PipelineOptions;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.RunDefaults;
import io.sglflink.runtime.EngineOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every example program on the demo model, through the whole job. Takes seconds because it is the
 * real model.
 */
final class ExamplesITCase {

  private static final Path EXAMPLES = Path.of(System.getProperty("sglang.examples"));
  private static final Path MODEL = EXAMPLES.resolve("demo-model");
  private static final double POINTS_UNDER_THE_CARD = 2;
  private static final JsonMapper MAPPER = new JsonMapper();

  private static List<JsonNode> results;
  private static Map<String, Score> scores;

  @BeforeAll
  static void run(@TempDir Path directory) throws Exception {
    // In bfloat16, rounding differs from processor to processor and turns some samples.
    EngineOptions engine =
        new EngineOptions(
            MODEL.toString(),
            "cpu",
            "float32",
            1,
            0.88,
            EngineOptions.DEFAULT_KV_MEMORY,
            0,
            true,
            -1,
            0,
            256);
    JobSpec spec =
        new JobSpec(
            engine,
            RunDefaults.DEFAULT,
            ProgramFiles.load(EXAMPLES.resolve("programs")),
            EXAMPLES.resolve("prompts").toUri(),
            directory.toUri(),
            null,
            SourceOptions.DEFAULTS.withExtent(Extent.BOUNDED),
            SinkOptions.DEFAULTS,
            Duration.ofSeconds(1),
            1,
            PipelineOptions.DEFAULTS);
    try (EmbeddedJob job = EmbeddedJob.start(spec, new SharedEngineProvider(engine))) {
      assertThat(job.await(Duration.ofMinutes(10))).isTrue();
    }
    results = records(directory);
    ScoreBoard board = new ScoreBoard(Answers.load(EXAMPLES.resolve("answers")));
    results.forEach(board::add);
    scores = board.scores();
  }

  @Test
  void everyProgramRuns() throws IOException {
    ProgramLibrary programs = ProgramFiles.load(EXAMPLES.resolve("programs"));
    assertThat(results)
        .extracting(result -> result.path("program").asText())
        .containsAll(programs.names());
  }

  @Test
  void everyTaskIsAsGoodAsTheModelCardSays() throws IOException {
    JsonNode card = MAPPER.readTree(MODEL.resolve("scores.json").toFile());
    SoftAssertions softly = new SoftAssertions();
    for (Map.Entry<String, JsonNode> task : card.get("greedy").properties()) {
      // Programs that sample are compared with samples.
      JsonNode claimed = card.get("as_programmed").path(task.getKey());
      double percent =
          (claimed.isMissingNode() ? task.getValue() : claimed).get("accuracy").doubleValue();
      Score score = scores.get(task.getKey());
      softly.assertThat(score).as(task.getKey()).isNotNull();
      if (score != null) {
        softly
            .assertThat(100 * score.accuracy())
            .as("%s: %d of %d", task.getKey(), score.right(), score.records())
            .isGreaterThanOrEqualTo(percent - POINTS_UNDER_THE_CARD);
      }
    }
    softly.assertAll();
  }

  @Test
  void votingSolvesMoreWordProblemsThanOneSample() {
    Score score = scores.get("word_problem");
    assertThat(score.problems()).isPositive();
    assertThat(score.majorityAccuracy()).isGreaterThan(score.accuracy());
  }

  @Test
  void constrainedOutputAlwaysFits() {
    for (JsonNode result : of("extract_info")) {
      assertThat(result.at("/variables/date").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
    }
    for (JsonNode result : of("extract_structured_data")) {
      assertThat(result.at("/variables/age").asText()).matches("\\d{1,3}");
    }
    for (JsonNode result : of("json_output")) {
      assertThat(result.at("/variables/json_result").asText()).matches("\\{[^}]*\\}");
    }
  }

  @Test
  void whatASchemaAGrammarOrChoicesAskForIsWhatComesOut() throws IOException {
    assertThat(of("product_json")).isNotEmpty();
    for (JsonNode result : of("product_json")) {
      JsonNode product = MAPPER.readTree(result.at("/variables/product").asText());
      assertThat(product.get("product").isTextual()).isTrue();
      assertThat(product.get("price").isNumber()).isTrue();
      assertThat(result.at("/steps/0/constraint/satisfied").asBoolean()).isTrue();
    }
    assertThat(of("calendar_date"))
        .isNotEmpty()
        .allSatisfy(result -> LocalDate.parse(result.at("/variables/date").asText()));
    assertThat(of("classify_masked"))
        .isNotEmpty()
        .allSatisfy(
            result ->
                assertThat(result.at("/variables/category").asText()).isIn("科技", "体育", "娱乐", "政治"));
  }

  @Test
  void anImageIsRefusedByName() {
    assertThat(of("image_qa"))
        .isNotEmpty()
        .allSatisfy(
            result -> assertThat(result.at("/error/code").asText()).isEqualTo("image_unsupported"));
  }

  private static List<JsonNode> of(String program) {
    return results.stream()
        .filter(result -> result.path("program").asText().equals(program))
        .toList();
  }

  private static List<JsonNode> records(Path directory) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file, UTF_8)) {
          records.add(MAPPER.readTree(line));
        }
      }
    }
    return records;
  }
}
