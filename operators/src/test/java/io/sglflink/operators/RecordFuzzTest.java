package io.sglflink.operators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.interpret.RunLimits;
import io.sglflink.model.SamplingParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a record is, it ends once, and no bug shows. */
class RecordFuzzTest {

  private static final int RECORDS = Integer.getInteger("sglang.fuzz.records", 100_000);

  /** Another one with {@code -Dsglang.fuzz.seed=N}. */
  private static final long SEED = Long.getLong("sglang.fuzz.seed", 7);

  private static final int EXAMPLES_OF_EACH = 4;
  private static final Path EXAMPLES = Path.of("../examples");
  private static final JsonMapper MAPPER = new JsonMapper();

  private static final RunDefaults DEFAULTS =
      new RunDefaults(SamplingParams.DEFAULTS, new RunLimits(60, 1 << 20, 100, 40, 20_000, 0));

  @Test
  @Timeout(600)
  void everyMutatedRecordEndsOnce() throws Exception {
    Map<String, byte[]> programs = programs();
    List<ObjectNode> examples = records(programs);
    Map<String, Integer> ends = new ConcurrentSkipListMap<>();
    // Two tasks side by side, each with operators of its own.
    IntStream.range(0, 2)
        .parallel()
        .forEach(part -> run(SEED + part, ProgramLibrary.of(programs), examples, ends));

    assertThat(ends.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(RECORDS / 2 * 2);
    // The mutations go everywhere: far enough to run, and to every reason not to.
    assertThat(ends).containsKeys("ok", "malformed_record", "invalid_program", "unknown_program");
    assertThat(ends.get("ok")).isGreaterThan(RECORDS / 50);
  }

  private static void run(
      long seed, ProgramLibrary programs, List<ObjectNode> examples, Map<String, Integer> ends) {
    RecordMutations mutations = new RecordMutations(seed, examples);
    try (PipelineHarness pipeline = PipelineHarness.open(programs, DEFAULTS, new FakeEngine())) {
      for (int i = 0; i < RECORDS / 2; i++) {
        ends.merge(end(pipeline, seed, i, mutations.next()), 1, Integer::sum);
      }
    } catch (Exception e) {
      throw new AssertionError("the operators do not open", e);
    }
  }

  private static String end(PipelineHarness pipeline, long seed, int number, byte[] record) {
    String what =
        String.format(
            "record %d of seed %d, in base 64: %s",
            number, seed, Base64.getEncoder().encodeToString(record));
    try {
      List<JsonNode> ends = pipeline.run(number, record);
      assertThat(ends).as(what).hasSize(1);
      JsonNode end = ends.get(0);
      if (end.has("status")) {
        JsonNode id = MAPPER.readTree(new String(record, UTF_8)).get("id");
        assertThat(end.get("id")).as(what).isEqualTo(id);
        return end.get("status").asText();
      }
      assertThat(end.get("position").asText()).as(what).isEqualTo("list@" + number);
      assertThat(end.get("original_bytes").asInt()).as(what).isEqualTo(record.length);
      assertThat(end.get("code").asText()).as(what).isNotEqualTo("internal_error");
      return end.get("code").asText();
    } catch (Exception | StackOverflowError e) {
      throw new AssertionError(what, e);
    }
  }

  /**
   * The examples' records, of each program one with the program inside and with everything else.
   */
  private static List<ObjectNode> records(Map<String, byte[]> programs) throws IOException {
    List<ObjectNode> records = new ArrayList<>();
    for (Path file : files("prompts")) {
      for (String line : Files.readAllLines(file).stream().limit(EXAMPLES_OF_EACH).toList()) {
        records.add((ObjectNode) MAPPER.readTree(line));
      }
      ObjectNode record = records.get(records.size() - 1).deepCopy();
      byte[] program = programs.get(record.path("program").asText());
      if (program != null) {
        record.set("program", MAPPER.readTree(program));
      }
      record.putObject("sampling").put("max_tokens", 20).put("temperature", 0.7);
      record.put("seed", 5).put("priority", 1).put("timeout_ms", 1_000).put("session", "s");
      record.putObject("limits").put("steps", 50).put("tokens", 100_000);
      records.add(record);
    }
    return records;
  }

  private static Map<String, byte[]> programs() throws IOException {
    Map<String, byte[]> programs = new HashMap<>();
    for (Path file : files("programs")) {
      byte[] json = Files.readAllBytes(file);
      programs.put(MAPPER.readTree(json).get("name").asText(), json);
    }
    return programs;
  }

  private static List<Path> files(String directory) throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES.resolve(directory))) {
      return files.sorted().toList();
    }
  }
}
