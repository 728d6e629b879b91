package io.sglflink.runtime.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.ConstraintException.Kind;
import io.sglflink.constraint.JsonStyle;
import io.sglflink.constraint.regex.CompiledRegex;
import io.sglflink.model.Constraint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How schemas are scored; patterns stand for what a schema's compiler might make of it. */
class SchemaCheckTest {

  private static final String OBJECT = "\\{\"a\": ?(\"[^\"]*\"|\\d+)\\}";

  @TempDir private Path directory;
  private Path vocabulary;
  private final List<CaseOutcome> outcomes = new ArrayList<>();

  @BeforeEach
  void writeVocabulary() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 256; i++) {
      lines.append(token(new byte[] {(byte) i}, i));
    }
    lines.append(token("{\"".getBytes(UTF_8), 256)).append(token("\": ".getBytes(UTF_8), 257));
    lines.append(token("\":".getBytes(UTF_8), 258));
    vocabulary = Files.writeString(directory.resolve("small.tiktoken"), lines);
  }

  private static String token(byte[] bytes, int id) {
    return Base64.getEncoder().encodeToString(bytes) + " " + id + "\n";
  }

  private static String test(boolean valid, String data) {
    return "{\"valid\":" + valid + ",\"data\":" + data + "}";
  }

  private JsonNode check(
      Function<Constraint.JsonSchema, ByteState> compile, String name, String... tests)
      throws IOException {
    Path cases =
        Files.writeString(
            directory.resolve("cases.jsonl"),
            "{\"name\":\"%s\",\"schema\":{\"x\":1.0},\"tests\":[%s]}%n"
                .formatted(name, String.join(",", tests)));
    return check(compile, cases);
  }

  private JsonNode check(Function<Constraint.JsonSchema, ByteState> compile, Path cases)
      throws IOException {
    SchemaCheck check =
        new SchemaCheck(
            new SchemaCheck.Options(1, 1, JsonStyle.DEFAULT), compile, new Lane.Limits(2, 1));
    // Read again: so is what a user gets.
    return new JsonMapper().readTree(check.run(vocabulary, cases, outcomes::add).toString());
  }

  private static Function<Constraint.JsonSchema, ByteState> pattern(String pattern) {
    return schema -> CompiledRegex.compile(pattern).start();
  }

  private Verdict verdict(String pattern, String... tests) throws IOException {
    outcomes.clear();
    check(pattern(pattern), "A---1", tests);
    return outcomes.get(0).verdict();
  }

  @Test
  void aSchemaPassesThatLetsThroughWhatIsValidAndStopsTheRest() throws IOException {
    assertThat(
            verdict(
                OBJECT, test(true, "{\"a\":\"é\"}"), test(true, "{\"a\":12}"), test(false, "3")))
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void aValidInstanceThatIsRefusedIsAFalseReject() throws IOException {
    assertThat(verdict(OBJECT, test(true, "{\"a\":null}"))).isEqualTo(Verdict.FALSE_REJECT);
    assertThat(outcomes.get(0).where()).contains("at '/a'").contains("token 'n'");
    assertThat(verdict("\\{\"a\":1\\}", test(true, "{\"a\":1}")))
        .as("in one spelling is not enough")
        .isEqualTo(Verdict.FALSE_REJECT);
    assertThat(verdict("123", test(true, "12"))).as("no end").isEqualTo(Verdict.FALSE_REJECT);
  }

  @Test
  void anInvalidInstanceThatIsAcceptedIsAFalseAccept() throws IOException {
    assertThat(verdict(OBJECT, test(true, "{\"a\":1}"), test(false, "{\"a\":2}")))
        .isEqualTo(Verdict.FALSE_ACCEPT);
    assertThat(verdict(OBJECT, test(false, "{\"a\":2}"), test(true, "{}")))
        .as("which is worse than a false reject")
        .isEqualTo(Verdict.FALSE_ACCEPT);
    assertThat(verdict("123", test(false, "12"))).isEqualTo(Verdict.PASS);
  }

  @Test
  void anEndBeforeTheTextIsJsonIsAFalseAccept() throws IOException {
    assertThat(verdict("\\[(1(, ?1)*\\]?)?", test(true, "[1,1]"))).isEqualTo(Verdict.FALSE_ACCEPT);
    assertThat(outcomes.get(0).reason()).isEqualTo("a text may end before it is JSON");
    assertThat(verdict("-?\\d*", test(true, "-12"))).isEqualTo(Verdict.FALSE_ACCEPT);
    assertThat(verdict("-?\\d+", test(true, "-12")))
        .as("numbers begin with numbers")
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void whatCompilingRefusesIsCountedByItsReason() throws IOException {
    JsonNode report =
        check(
            schema -> {
              throw new ConstraintException(
                  Kind.UNSUPPORTED, "/properties/a1", "/properties/a1 has \"$x\": leave it out");
            },
            "BFCL_simple_3",
            test(true, "1"));
    JsonNode failure = report.path("failures").path(0);
    assertThat(failure.path("verdict").asText()).isEqualTo("COMPILE_REFUSED");
    assertThat(failure.path("reason").asText()).isEqualTo("UNSUPPORTED: … has …: leave it out");
    assertThat(failure.path("schemas").asInt()).isEqualTo(1);
    assertThat(report.at("/splits/BFCL/COMPILE_REFUSED").asInt()).isEqualTo(1);
    assertThat(report.at("/with_instances/pass_share").asDouble()).isZero();
  }

  @Test
  void whatIsThrownOtherwiseIsACrashAndTheNextSchemaIsScored() throws IOException {
    Path cases =
        Files.writeString(
            directory.resolve("cases.jsonl"),
            """
            {"name":"a","schema":true,"tests":[{"valid":true,"data":1}]}
            {"name":"b","schema":false,"tests":[]}
            """);
    JsonNode report =
        check(
            schema -> {
              if (schema.schema().equals("true")) {
                throw new StackOverflowError();
              }
              return CompiledRegex.compile("1").start();
            },
            cases);
    assertThat(report.at("/with_instances/CRASH").asInt()).isEqualTo(1);
    assertThat(report.at("/without_instances/PASS").asInt()).isEqualTo(1);
    assertThat(outcomes.get(0).reason()).isEqualTo("compiling: StackOverflowError");
  }

  @Test
  void whatTakesTooLongIsATimeoutAndTheNextSchemaIsScored() throws IOException {
    ByteState start = CompiledRegex.compile("1").start();
    ByteState slow =
        new ByteState() {
          @Override
          public ByteState next(int value) {
            try {
              Thread.sleep(60_000);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return null;
          }

          @Override
          public boolean accepting() {
            return false;
          }

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public ByteState lookAhead(int bytes) {
            return this;
          }

          @Override
          public int shortest() {
            return 1;
          }

          @Override
          public void refill() {
            // Nothing is counted.
          }
        };
    Path cases =
        Files.writeString(
            directory.resolve("cases.jsonl"),
            """
            {"name":"a","schema":true,"tests":[{"valid":true,"data":1}]}
            {"name":"b","schema":false,"tests":[{"valid":true,"data":1}]}
            """);
    check(schema -> schema.schema().equals("true") ? slow : start, cases);
    assertThat(outcomes)
        .extracting(CaseOutcome::verdict)
        .containsExactly(Verdict.TIMEOUT, Verdict.PASS);
  }

  @Test
  void theReportHasWhatWasMeasured() throws IOException {
    JsonNode report = check(pattern(OBJECT), "A---1", test(true, "{\"a\":\"bc\"}"));
    // {" a ": " b c " } compact and with a space, end included, twice; and the first of all.
    assertThat(report.at("/mask_us/count").asInt()).isBetween(30, 50);
    assertThat(report.at("/mask_us_first_walk/count").asInt()).isEqualTo(9);
    for (String field : List.of("mean", "p50", "p99", "p99.9", "max")) {
      assertThat(report.path("mask_us").path(field).asDouble()).isPositive();
    }
    assertThat(report.at("/compile_ms/count").asInt()).isEqualTo(1);
    assertThat(report.path("peak_memory_bytes").asLong()).isPositive();
    assertThat(report.path("vocabulary").asInt()).isEqualTo(259);
    assertThat(report.at("/with_instances/pass_share").asDouble()).isEqualTo(1);
  }

  @Test
  void casesMayBeGzippedAndTheSchemaIsHandedOnAsItIsWritten() throws IOException {
    Path cases = directory.resolve("cases.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(cases))) {
      out.write(
          "{\"name\":\"a\",\"schema\":{\"b\":[1.0, 1e5],\"a\":\"\\u00e9\"},\"tests\":[]}"
              .getBytes(UTF_8));
    }
    List<String> seen = new ArrayList<>();
    check(
        schema -> {
          seen.add(schema.schema());
          return CompiledRegex.compile("1").start();
        },
        cases);
    assertThat(seen).containsExactly("{\"b\":[1.0,1e5],\"a\":\"é\"}");
  }

  @Test
  void filesThatCannotBeUsedAreNamed() throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.jsonl"), "\n{\"name\":\"a\"}\n");
    assertThatThrownBy(() -> check(pattern("1"), broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broken.jsonl, line 2, is no case");
    String one = "{\"name\":\"a\",\"schema\":{},\"tests\":";
    Path noList = Files.writeString(directory.resolve("object.jsonl"), one + "{\"valid\":true}}");
    assertThatThrownBy(() -> check(pattern("1"), noList))
        .hasMessageContaining("object.jsonl, line 1, has tests that are no list");
    Path yes = Files.writeString(directory.resolve("yes.jsonl"), one + "[{\"valid\":\"yes\"}]}");
    assertThatThrownBy(() -> check(pattern("1"), yes))
        .hasMessageContaining("has a test without valid, which is true or false");
    Path torn = Files.writeString(directory.resolve("torn.jsonl"), "{\"name\": x}\n");
    assertThatThrownBy(() -> check(pattern("1"), torn))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("torn.jsonl, line 1, column 10, is no JSON (Unrecognized token 'x'")
        .hasMessageNotContaining("REDACTED");
    assertThatThrownBy(() -> check(pattern("1"), directory.resolve("none")))
        .hasMessageContaining("there is no file");
    assertThatThrownBy(() -> check(pattern("1"), directory))
        .hasMessageContaining("is a directory: give a file with a schema");
    Path cases = Files.writeString(directory.resolve("cases.jsonl"), "\n");
    assertThatThrownBy(() -> check(pattern("1"), cases))
        .hasMessageContaining("cases.jsonl has no cases");
    vocabulary = Files.writeString(directory.resolve("v.tiktoken"), "IQ== 0\nnothing\n");
    assertThatThrownBy(() -> check(pattern("1"), cases))
        .hasMessageContaining("v.tiktoken, line 2, is no token");
    vocabulary = directory.resolve("none.json");
    assertThatThrownBy(() -> check(pattern("1"), cases)).hasMessageContaining("is not there");
    vocabulary = directory;
    assertThatThrownBy(() -> check(pattern("1"), cases)).hasMessageContaining("is a directory");
    vocabulary = Files.writeString(directory.resolve("tokenizer.model"), "x");
    assertThatThrownBy(() -> check(pattern("1"), cases))
        .hasMessageContaining("neither a tokenizer.json nor a .tiktoken file");
  }
}
