package io.sglflink.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every scenario as users start it, on the smallest shape. */
final class BenchCommandTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prefill --requests 2 --prompt-tokens 20 | \
          {"groups":1,"requests":2,"shared":0,"unique":20,"output":0}
          shared-prefix --requests 3 --shared 16 --unique 4 --output 2 | \
          {"groups":1,"requests":3,"shared":16,"unique":4,"output":2}
          multi-turn --conversations 2 --turns 2 --user 4-8 --output 3 | \
          {"conversations":2,"turns":2,"user":{"least":4,"most":8},"answer":{"least":3,"most":3}}
          few-shot --questions 2 --shots 2 --shot-tokens 5 --question-tokens 4 --choices 3 \
          --choice-tokens 2 | \
          {"questions":2,"shots":2,"shot_tokens":5,"question_tokens":4,"choices":3,"choice_tokens":2}
          tree-of-thought --problems 1 --branching 2 --depth 2 --problem-tokens 9 \
          --instruction-tokens 2 --thought-tokens 3 | \
          {"problems":1,"branching":2,"depth":2,"problem_tokens":9,"instruction_tokens":2,\
          "thought_tokens":3}
          offline-mix --requests 3 --input 4-9 --output 2-5 | \
          {"requests":3,"input":{"least":4,"most":9},"output":{"least":2,"most":5}}
          """)
  void aScenarioTakesItsOptions(String command, String parameters) throws Exception {
    List<String> args = new ArrayList<>(List.of("bench"));
    args.addAll(Arrays.asList(command.split(" ")));
    args.addAll(List.of("--shape", "tiny", "--device", "cpu", "--no-warm-up"));
    JsonNode report = onlyReport(sglang(args.toArray(String[]::new)));
    assertThat(report.get("scenario").asText())
        .isEqualTo(command.substring(0, command.indexOf(' ')));
    assertThat(report.get("parameters")).hasToString(parameters);
    assertThat(report.get("model").asText()).isEqualTo("tiny");
  }

  @Test
  void decodeMeasuresEachBatchAndLeavesNothingBehind() throws Exception {
    Outcome outcome =
        sglang(
            ("bench decode --shape tiny --device cpu --batch 1,3 --prompt-tokens 24"
                    + " --shared-tokens 16 --output-tokens 4 --no-radix-cache --no-tree-attention"
                    + " --dtype float32 --max-running-requests 8 --seed 3 --weights-dir "
                    + directory)
                .split(" "));
    List<JsonNode> reports = reports(outcome);
    assertThat(reports).extracting(r -> r.get("requests").asInt()).containsExactly(1, 3);
    JsonNode report = reports.get(1);
    assertThat(report.get("output_tokens").asInt()).isEqualTo(12);
    assertThat(report.get("radix_cache").asBoolean()).isFalse();
    assertThat(report.get("tree_attention").asBoolean()).isFalse();
    assertThat(report.get("dtype").asText()).isEqualTo("float32");
    assertThat(report.get("max_running_requests").asInt()).isEqualTo(8);
    assertThat(report.get("seed").asInt()).isEqualTo(3);
    assertThat(report.get("hit_rate").asDouble()).isZero();
    assertThat(outcome.err).contains("warming up for decode").contains("measuring decode");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void radixAndScheduleNeedNoModel() throws Exception {
    Outcome radix =
        sglang("bench radix --cached 20,40 --operations 10 --tokens 8 --shared 4".split(" "));
    assertThat(reports(radix))
        .extracting(r -> r.get("parameters").get("cached").asInt())
        .containsExactly(20, 40);
    JsonNode schedule =
        onlyReport(
            sglang(
                ("bench schedule --requests 50 --groups 5 --shared 16 --unique 4 --output 2"
                        + " --step-ms 2.5 --slots 4096 --no-radix-cache")
                    .split(" ")));
    assertThat(schedule.get("requests").asInt()).isEqualTo(50);
    assertThat(schedule.get("assumed_step_ms").asDouble()).isEqualTo(2.5);
    assertThat(schedule.get("radix_cache").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decode",
        "prefill",
        "shared-prefix",
        "multi-turn",
        "few-shot",
        "tree-of-thought",
        "offline-mix",
        "radix",
        "schedule",
        "job-overhead"
      })
  void everyScenarioHasHelp(String scenario) {
    Outcome outcome = sglang("bench", scenario, "--help");
    assertThat(outcome.status).isZero();
    assertThat(outcome.out).contains("Usage: sglang bench " + scenario, "Examples:", "--seed");
    assertThat(sglang("bench", "--help").out).contains("  " + scenario);
  }

  @Test
  void withoutAScenarioItSaysWhichThereAre() {
    assertThat(sglang("bench"))
        .isEqualTo(
            usage(
                """
                sglang bench: a scenario is missing: decode, prefill, shared-prefix, multi-turn, \
                few-shot, tree-of-thought, offline-mix, constrained, radix, schedule, routing, \
                job-overhead, checkpoints
                Try 'sglang bench --help'.
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          decode --shape 70b | invalid value for option '--shape': there is no shape "70b": give \
          tiny, 0.5b, 1b, 8b or qwen3-0.6b
          decode --shape tiny --shared-tokens 544 | shared is 544 of 544 prompt tokens: leave each \
          prompt at least one of its own
          prefill --shape tiny --requests 0 | requests is 0: give at least 1
          multi-turn --shape tiny --user 9-3 | invalid value for option '--user': 9-3 is no range: \
          give the smaller length first
          offline-mix --shape tiny --input x | invalid value for option '--input': 'x' is no range \
          of tokens: write for example 256-512
          prefill --shape tiny --bandwidth 0 | bandwidth is 0.0 and flops is 9.0E14: both must be \
          over 0
          prefill --shape tiny --threads -1 | threads is -1: give 1 to 1,024 threads, or 0 for \
          the machine's cores
          prefill --shape tiny --threads 100000 | threads is 100,000: give 1 to 1,024 threads, or \
          0 for the machine's cores
          prefill --shape tiny --quantize int4 | quantize is "int4": give none or int8
          prefill --shape tiny --radix-eviction-policy old | there is no eviction policy "old": \
          give lru, lfu, fifo, mru, filo or slru
          prefill --shape tiny --enable-torch-compile | enable_torch_compile gains nothing here: \
          TorchScript's fuser specialises for every batch size, what it fuses is a small part of a \
          step, and on CUDA graphs already remove the overhead of launches; leave it out
          prefill | 'missing required argument (specify one of these): (--shape=SHAPE | \
          --model=DIR)'
          prefill --shape tiny --model x | --shape=SHAPE, --model=DIR are mutually exclusive \
          (specify only one)
          radix --shared 128 | shared is 128 of 128 tokens: leave each sequence at least one of \
          its own
          radix --cached , | --cached has no number: give one, or several with commas between them
          decode --shape tiny --batch , | --batch has no number: give one, or several with commas \
          between them
          schedule --slots 10 | slots is 10, a request takes 335: raise --slots
          job-overhead --rounds 0 | rounds is 0: give 1 or more
          job-overhead --window 0 | window is 0: give 1 run or more
          schedule --step-ms 0 | step is 0.0 ms: give a time over 0
          """)
  void aWrongOptionIsAUsageError(String command, String message) {
    Outcome outcome = sglang(("bench " + command).split(" "));
    String name = "sglang bench " + command.replaceFirst(" .*", "");
    assertThat(outcome).isEqualTo(usage(name + ": " + message + "\nTry '" + name + " --help'.\n"));
  }

  @Test
  void whatCannotBeMeasuredIsOneLine() {
    Path absent = directory.resolve("absent");
    assertThat(lastError("prefill", "--shape", "tiny", "--weights-dir", absent.toString()))
        .isEqualTo(
            "sglang: there is no directory '" + absent + "' for weights: make it, or give another");
    assertThat(lastError("prefill", "--model", absent.toString()))
        .startsWith("sglang: there is no model directory");
    assertThat(lastError("prefill", "--shape", "tiny", "--prompt-tokens", "40000"))
        .isEqualTo(
            "sglang: prefill has a request of 40,000 tokens, the model's context is 32,768: make"
                + " it shorter");
    assertThat(lastError("prefill", "--shape", "tiny", "--kv-memory", "64k"))
        .startsWith("sglang: ")
        .contains("KV slots", "--kv-memory");
  }

  private static String lastError(String... args) {
    List<String> all = new ArrayList<>(List.of("bench"));
    all.addAll(List.of(args));
    Outcome outcome = sglang(all.toArray(String[]::new));
    assertThat(outcome.status).isEqualTo(1);
    assertThat(outcome.out).isEmpty();
    List<String> lines = outcome.err.lines().toList();
    assertThat(lines).filteredOn(line -> line.startsWith("sglang: ")).hasSize(1);
    return lines.get(lines.size() - 1);
  }

  private static JsonNode onlyReport(Outcome outcome) throws JsonProcessingException {
    List<JsonNode> reports = reports(outcome);
    assertThat(reports).hasSize(1);
    return reports.get(0);
  }

  private static List<JsonNode> reports(Outcome outcome) throws JsonProcessingException {
    assertThat(outcome.status).as(outcome.err).isZero();
    List<JsonNode> reports = new ArrayList<>();
    for (String line : outcome.out.lines().toList()) {
      reports.add(new JsonMapper().readTree(line));
    }
    return reports;
  }

  private static Outcome sglang(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.execute(
            TestInstallation.real(), new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Outcome(status, out.toString(), err.toString());
  }

  private static Outcome usage(String err) {
    return new Outcome(2, "", err);
  }

  private record Outcome(int status, String out, String err) {}
}
