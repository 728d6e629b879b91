package io.sglflink.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.job.TestData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads who makes a mistake. Nothing here starts a job. */
final class CommandLineTest {

  private static final String MODEL = TestData.MODEL.toString();

  private static final String INPUT = TestData.PROMPTS.toUri().toString();

  @TempDir private Path directory;

  @Test
  void withoutACommandItSaysSo() {
    Outcome outcome = sglang();
    assertThat(outcome.status).isEqualTo(2);
    assertThat(outcome.err).isEqualTo("sglang: a command is missing\nTry 'sglang --help'.\n");
    assertThat(outcome.out).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "validate",
        "compile",
        "show",
        "publish",
        "replay-dead-letters",
        "demo",
        "check-model",
        "check-schemas",
        "bench",
        "calibrate"
      })
  void everyCommandHasHelpWithExamples(String command) {
    Outcome outcome = sglang(command, "--help");
    assertThat(outcome.status).isZero();
    assertThat(outcome.out).contains("Usage: sglang " + command, "Examples:", "  sglang");
    assertThat(sglang("--help").out).contains("  " + command);
  }

  @Test
  void documentsExitStatuses() {
    assertThat(sglang("run", "--help").out)
        .contains("Exit status:")
        .containsPattern("0 +the input has ended")
        .containsPattern("1 +the job could not start or failed")
        .containsPattern("2 +the command line is wrong");
  }

  @Test
  void aMisspelledStyleIsToldTheNamesThatProgramsHave() {
    assertThat(sglang("check-schemas", "--whitespace", "foo").err)
        .contains("'foo' is no white space: give compact, bounded or any");
    assertThat(sglang("check-schemas", "--property-order", "foo").err)
        .contains("'foo' is no order: give schema or any");
  }

  @Test
  void aMisspelledOptionGetsASuggestion() {
    assertThat(sglang("run", "--modle", "x"))
        .isEqualTo(
            usage(
                """
                sglang run: unknown options: '--modle', 'x'
                Possible solutions: --model
                Try 'sglang run --help'.
                """));
  }

  @Test
  void missingOptionsAreNamed() {
    assertThat(sglang("run", "--input", "file:///a"))
        .isEqualTo(
            usage(
                """
                sglang run: missing required options: '--model=DIR', '--output=URI'
                Try 'sglang run --help'.
                """));
  }

  @Test
  void aChatTemplateIsAKnownNameOrAFile() throws IOException {
    Path noTemplate = Files.writeString(directory.resolve("notes.txt"), "just notes");
    for (String[] command :
        new String[][] {
          {"run", "--model", "m", "--input", INPUT, "--output", output()},
          {"check-model", "--model", "m"},
          {"demo"}
        }) {
      assertThat(chatTemplate(command, "chat-ml").err)
          .contains("sglang " + command[0] + ": chat_template is \"chat-ml\"", "chatml, claude");
      Outcome outcome = chatTemplate(command, noTemplate.toString());
      assertThat(outcome.status).isEqualTo(2);
      assertThat(outcome.err).contains("notes.txt", "does not work as a Jinja chat template");
    }
  }

  private static Outcome chatTemplate(String[] command, String value) {
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(List.of("--chat-template", value));
    return sglang(args.toArray(String[]::new));
  }

  @Test
  void theModelDirectoryMustExist() {
    assertThat(run("/no/such/model", INPUT, output()))
        .isEqualTo(
            failure(
                "sglang: there is no model directory '/no/such/model': give --model a directory in"
                    + " Hugging Face layout\n"));
  }

  @Test
  void theModelDirectoryMustHaveAConfiguration() {
    assertThat(run(directory.toString(), INPUT, output()))
        .isEqualTo(
            failure(
                "sglang: the model directory '"
                    + directory
                    + "' has no config.json: give --model a directory in Hugging Face layout"
                    + " (config.json, model.safetensors, tokenizer.json)\n"));
  }

  @Test
  void aCorruptCheckpointIsReportedBeforeTheJobStarts() throws IOException {
    Path model = directory.resolve("broken");
    Files.createDirectories(model);
    for (String file : new String[] {"config.json", "tokenizer.json", "tokenizer_config.json"}) {
      Files.copy(Path.of(MODEL, file), model.resolve(file));
    }
    Files.write(model.resolve("model.safetensors"), new byte[] {1, 2, 3});
    Outcome outcome = run(model.toString(), INPUT, output());
    assertThat(outcome.status).isEqualTo(1);
    assertThat(outcome.err).startsWith("sglang: ").contains("model.safetensors");
    assertThat(outcome.err.lines()).hasSize(1);
  }

  @Test
  void anUnknownSchemeIsAUsageError() {
    assertThat(run(MODEL, "http://example.org/prompts", output()))
        .isEqualTo(
            usage(
                """
                sglang run: endpoint 'http://example.org/prompts' has the scheme 'http': use \
                kafka://host:port/topic or file:///path
                Try 'sglang run --help'.
                """));
  }

  @Test
  void theInputMustExist() {
    assertThat(run(MODEL, "file:///no/such/提示.jsonl", output()))
        .isEqualTo(
            failure(
                "sglang: input '/no/such/提示.jsonl' does not exist: give a JSON-lines file or a"
                    + " directory\n"));
  }

  @Test
  void aBrokerThatIsDownIsNamed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String input = "kafka://127.0.0.1:" + port + "/prompts";
    assertThat(run(MODEL, input, output()))
        .isEqualTo(
            failure(
                "sglang: Kafka broker 127.0.0.1:%1$d does not answer within 10,000 ms: start it, or correct the address and the security properties of '%2$s'\n"
                    .formatted(port, input)));
  }

  @Test
  void valuesOutOfRangeAreUsageErrors() {
    assertThat(run(MODEL, INPUT, output(), "--tp_size", "2").err)
        .startsWith("sglang run: tp_size is 2, this version runs a model on 1 device");
    assertThat(run(MODEL, INPUT, output(), "--kv-memory", "viel").err)
        .startsWith("sglang run: invalid value for option '--kv-memory': 'viel' is not a size");
    assertThat(run(MODEL, INPUT, output(), "--n", "two").err)
        .startsWith(
            "sglang run: invalid value for option '--n': 'two' is not an integer from"
                + " -2,147,483,648 to 2,147,483,647");
    assertThat(run(MODEL, INPUT, output(), "--sampling-seed", "1.5").err)
        .startsWith(
            "sglang run: invalid value for option '--sampling-seed': '1.5' is not an integer from");
    assertThat(run(MODEL, INPUT, output(), "--logit-bias", "5=x").err)
        .startsWith(
            "sglang run: invalid value for option '--logit-bias' (ID=X): 'x' is not a number");
    assertThat(run(MODEL, INPUT, output(), "--logit-bias", "5").err)
        .startsWith(
            "sglang run: value for option '--logit-bias' (ID=X) should be in"
                + " KEY=VALUE[,KEY=VALUE]... format but was 5");
    assertThat(run(MODEL, INPUT, output(), "--delivery", "maybe").err)
        .startsWith(
            "sglang run: invalid value for option '--delivery': 'maybe' is not a guarantee: write"
                + " exactly-once or at-least-once");
    assertThat(run(MODEL, INPUT, output(), "--parallelism", "0").err)
        .startsWith("sglang run: parallelism is 0: give 1 or more");
    assertThat(run(MODEL, INPUT, output(), "--window", "0"))
        .isEqualTo(
            usage("sglang run: window is 0: give 1 run or more\nTry 'sglang run --help'.\n"));
    assertThat(run(MODEL, INPUT, output(), "--top-p", "7"))
        .isEqualTo(
            usage(
                """
                sglang run: top_p is 7.0: it must be over 0 and at most 1
                Try 'sglang run --help'.
                """));
  }

  @Test
  void brokenProgramsStopARunBeforeItStarts() throws IOException {
    Path file = Files.writeString(directory.resolve("坏.json"), "{\"sglang\":1}");
    Outcome outcome = run(MODEL, INPUT, output(), "--programs", file.toString());
    assertThat(outcome.status).isEqualTo(1);
    assertThat(outcome.err)
        .startsWith("sglang: the programs cannot be used:\n  " + file + ": (root): ")
        .contains("[missing_field]");
  }

  @Test
  void compilePrintsTheProgramOfAFile() throws IOException {
    Outcome outcome = sglang("compile", python("qa", "s += sgl.gen('answer')").toString());
    assertThat(outcome.status).isZero();
    JsonNode program = new JsonMapper().readTree(outcome.out);
    assertThat(program.get("name").asText()).isEqualTo("qa");
    assertThat(program.get("source").get("lines").get("/body/0").asInt()).isEqualTo(4);
  }

  @Test
  void compileWritesAFileForEachFunction() throws IOException {
    Path programs = directory.resolve("programs");
    Path a = python("a", "s += sgl.gen('x')");
    Path b = python("b", "s += sgl.gen('y')");
    assertThat(sglang("compile", a.toString(), b.toString()).err).contains("(a, b)", "-o DIR");
    Outcome outcome = sglang("compile", "-o", programs.toString(), a.toString(), b.toString());
    assertThat(outcome.status).isZero();
    assertThat(sglang("validate", programs.toString()).status).isZero();
    assertThat(sglang("validate", directory.toString()).out.lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith(a + ": program 'a' is valid, sha256:"))
        .anyMatch(line -> line.startsWith(b + ": program 'b' is valid, sha256:"));
    assertThat(sglang("show", programs.resolve("b.json").toString()).out)
        .isEqualTo(
            """
            import sglang as sgl


            @sgl.function
            def b(s):
                s += sgl.gen("y")
            """);
  }

  @Test
  void compileNamesThePlaceOfEveryProblem() throws IOException {
    Path file = python("qa", "print(s)");
    Outcome outcome = sglang("compile", file.toString());
    assertThat(outcome.status).isEqualTo(1);
    assertThat(outcome.out).startsWith(file + ":4:5: print is I/O");
    assertThat(sglang("show", file.toString()).out).isEqualTo(outcome.out);
    assertThat(sglang("compile", directory.resolve("no.py").toString()).out)
        .contains("there is no such file");
  }

  @Test
  void aFunctionWithAProblemKeepsNoOtherFromBeingWritten() throws IOException {
    Path file = python("bad", "print(s)\n@sgl.function\ndef good(s):\n    s += 'x'");
    Path programs = directory.resolve("programs");
    Outcome outcome = sglang("compile", "-o", programs.toString(), file.toString());
    assertThat(outcome.status).isEqualTo(1);
    assertThat(outcome.out.lines())
        .satisfiesExactly(
            problem -> assertThat(problem).startsWith(file + ":4:5: print is I/O"),
            written -> assertThat(written).isEqualTo(programs.resolve("good.json").toString()));
    JsonNode report = new JsonMapper().readTree(sglang("validate", "--json", file.toString()).out);
    assertThat(report.get("valid").asBoolean()).isFalse();
    assertThat(report.get("files").get(0).get("name").asText()).isEqualTo("good");
    assertThat(report.get("files").get(1).get("problems").get(0).get("line").asInt()).isEqualTo(4);
  }

  private Path python(String name, String statement) throws IOException {
    String source =
        "import sglang as sgl\n@sgl.function\ndef " + name + "(s):\n    " + statement + "\n";
    return Files.writeString(directory.resolve(name + ".py"), source);
  }

  @Test
  void validateAcceptsTheExamples() {
    Outcome outcome = sglang("validate", TestData.PROGRAMS.resolve("qa.json").toString());
    assertThat(outcome.status).isZero();
    assertThat(outcome.out)
        .containsPattern("qa.json: program 'qa' is valid, sha256:[0-9a-f]{64}\n");
  }

  @Test
  void publishAndReplayNameWhatIsWrongBeforeTheyWrite() {
    String topic = "kafka://127.0.0.1:9/programs";
    assertThat(sglang("publish", "--programs-topic", topic).err)
        .contains("there is nothing to publish: name program files, or --remove NAME");
    assertThat(sglang("publish", "--programs-topic", "file:///programs", "--remove", "a").err)
        .contains("programs topic 'file:///programs' is no topic");
    assertThat(
            sglang("publish", "--programs-topic", topic, "--version", "sha256:0", "--remove", "a")
                .err)
        .contains("version is 'sha256:0'");
    Outcome replay =
        sglang(
            "replay-dead-letters", "--dead-letters", topic, "--to", output(), "--code", "unknown");
    assertThat(replay.status).isEqualTo(2);
    assertThat(replay.err).contains("'unknown' is no failure code: give one of budget_exceeded");
    assertThat(
            sglang("replay-dead-letters", "--dead-letters", "file:///no/such", "--to", output())
                .err)
        .contains("'/no/such' does not exist");
  }

  @Test
  void validateTakesADirectory() {
    Outcome outcome = sglang("validate", TestData.PROGRAMS.toString());
    assertThat(outcome.status).isZero();
    assertThat(outcome.out.lines())
        .hasSize(4)
        .allMatch(line -> line.contains("' is valid, sha256:"));
    assertThat(sglang("validate", directory.toString()).err)
        .isEqualTo(
            "sglang: the directory '"
                + directory
                + "' has no *.json or *.py file: give a directory of programs or one program\n");
  }

  @Test
  void validateWithATokenizerTellsHowManyTokensCompleteNeeds() throws IOException {
    StringBuilder ranks = new StringBuilder();
    for (int value = 0; value < 256; value++) {
      String token = Base64.getEncoder().encodeToString(new byte[] {(byte) value});
      ranks.append(token).append(' ').append(value).append('\n');
    }
    Path tokenizer = Files.writeString(directory.resolve("bytes.tiktoken"), ranks);
    Path file =
        Files.writeString(
            directory.resolve("digits.json"),
            "{\"sglang\":1,\"name\":\"digits\",\"body\":[{\"type\":\"gen\",\"regex\":\"\\\\d{20}\","
                + "\"name\":\"x\",\"complete\":true,\"max_tokens\":3}]}");
    assertThat(sglang("validate", file.toString()).status).isZero();
    Outcome outcome = sglang("validate", "--tokenizer", tokenizer.toString(), file.toString());
    assertThat(outcome.status).isEqualTo(1);
    assertThat(outcome.out).contains("needs at least 20 tokens, max_tokens is 3");
  }

  @Test
  void validatePrintsEveryProblem() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("bad.json"),
            """
            {"sglang":1,"name":"bad","body":[
              {"type":"gen","name":"x","temperature":-1},
              {"type":"text","value":{"var":"y"}}]}
            """);
    Outcome outcome = sglang("validate", file.toString());
    assertThat(outcome.status).isEqualTo(1);
    assertThat(outcome.out.lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith(file + ": /body/0/temperature: "))
        .anyMatch(line -> line.endsWith("[unknown_variable]"));
  }

  @Test
  void validateSaysWhatConstraintsLeaveOut() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("lenient.json"),
            """
            {"sglang":1,"name":"lenient","body":[
              {"type":"gen","lenient":true,"json_schema":
                {"properties":{"c":{"format":"color"},"d":{"pattern":"(?<=a)b"}}}}]}
            """);
    assertThat(sglang("validate", file.toString()).out.lines())
        .hasSize(3)
        .anyMatch(line -> line.contains("program 'lenient' is valid, "))
        .anyMatch(line -> line.startsWith(file + ": /body/0/json_schema/properties/c/format: "))
        .anyMatch(line -> line.endsWith("[left_out]"));
    JsonNode report = new JsonMapper().readTree(sglang("validate", "--json", file.toString()).out);
    assertThat(report.at("/valid").asBoolean()).isTrue();
    assertThat(report.at("/files/0/notes").findValuesAsText("kind"))
        .containsExactlyInAnyOrder("left_out", "annotation");
  }

  @Test
  void validateSpeaksJsonToMachines() throws IOException {
    Path absent = directory.resolve("absent.json");
    Path bad = Files.writeString(directory.resolve("bad.json"), "[]");
    Path good = TestData.PROGRAMS.resolve("judge.json");
    Outcome outcome =
        sglang("validate", "--json", good.toString(), bad.toString(), absent.toString());
    assertThat(outcome.status).isEqualTo(1);
    JsonNode report = new JsonMapper().readTree(outcome.out);
    assertThat(report.get("valid").asBoolean()).isFalse();
    JsonNode files = report.get("files");
    assertThat(files.get(0).get("name").asText()).isEqualTo("judge");
    assertThat(files.get(0).get("problems")).isEmpty();
    assertThat(files.get(1).get("problems").get(0).get("code").asText()).isEqualTo("wrong_type");
    assertThat(files.get(2).get("unreadable").asText()).isEqualTo("there is no such file");
  }

  private Outcome run(String model, String input, String output, String... more) {
    List<String> args =
        new ArrayList<>(List.of("run", "--model", model, "--input", input, "--output", output));
    args.addAll(List.of(more));
    return sglang(args.toArray(String[]::new));
  }

  private String output() {
    return directory.resolve("results").toUri().toString();
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

  private static Outcome failure(String err) {
    return new Outcome(1, "", err);
  }

  private record Outcome(int status, String out, String err) {}
}
