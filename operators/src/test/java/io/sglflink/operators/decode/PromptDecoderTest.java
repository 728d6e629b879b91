package io.sglflink.operators.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.interpret.RunLimits;
import io.sglflink.model.FailureCode;
import io.sglflink.model.SamplingParams;
import io.sglflink.model.Serving;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.Prompt;
import io.sglflink.operators.RunDefaults;
import io.sglflink.operators.TestPrograms;
import io.sglflink.program.json.ProgramJson;
import io.sglflink.program.json.SamplingJson;
import io.sglflink.record.InvalidRecordException;
import io.sglflink.record.RecordError;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptDecoderTest {

  private final PromptDecoder decoder =
      new PromptDecoder(TestPrograms.library(), RunDefaults.DEFAULT);

  @Test
  void aRecordBecomesARunOfItsProgram() throws InvalidRecordException {
    Prompt prompt =
        decode("\"one\",\"args\":{\"question\":\"好\"},\"sampling\":{\"max_tokens\":9},\"seed\":5");
    assertThat(prompt.program().name()).isEqualTo("one");
    assertThat(prompt.request().sampling().maxTokens()).isEqualTo(9);
    assertThat(prompt.request().sampling().temperature()).isEqualTo(1.0);
    assertThat(prompt.request().seed()).isEqualTo(5);
    assertThat(prompt.request().id()).isEqualTo("i");
  }

  @Test
  void aRecordSaysHowItsRunIsServed() throws InvalidRecordException {
    Prompt prompt =
        decode(
            "\"one\",\"args\":{\"question\":\"a\"},"
                + "\"priority\":2,\"timeout_ms\":9,\"cache_salt\":\"s\"");
    assertThat(prompt.request().serving()).isEqualTo(new Serving("", "s", 2, 9));
  }

  @Test
  void aRecordsSamplingGoesOverTheJobs() throws InvalidRecordException {
    SamplingParams jobs =
        SamplingJson.read(
                JsonNodeFactory.instance.objectNode().put("max_tokens", 7).put("temperature", 0),
                "")
            .sampling()
            .over(SamplingParams.DEFAULTS);
    Prompt prompt =
        new PromptDecoder(TestPrograms.library(), new RunDefaults(jobs, RunLimits.DEFAULT))
            .decode(
                ("{\"id\":\"i\",\"program\":\"one\",\"args\":{\"question\":\"a\"},"
                        + "\"sampling\":{\"max_tokens\":9}}")
                    .getBytes(UTF_8));
    assertThat(prompt.request().sampling().maxTokens()).isEqualTo(9);
    assertThat(prompt.request().sampling().temperature()).isZero();
  }

  @Test
  void aRecordMayAskForLessThanTheJobAllowsAndNotForMore() throws InvalidRecordException {
    RunLimits jobs = new RunLimits(10, 100, 20, 30, 1_000, 0);
    byte[] record =
        ("{\"id\":\"i\",\"program\":\"one\",\"args\":{\"question\":\"a\"},"
                + "\"limits\":{\"steps\":5,\"tokens\":1000,\"wall_ms\":9}}")
            .getBytes(UTF_8);
    Prompt prompt =
        new PromptDecoder(TestPrograms.library(), new RunDefaults(SamplingParams.DEFAULTS, jobs))
            .decode(record);
    assertThat(prompt.request().limits()).isEqualTo(new RunLimits(5, 100, 20, 30, 1_000, 9));
  }

  @Test
  void aRecordMayBringItsProgram() throws InvalidRecordException {
    Prompt prompt = decode(TestPrograms.ONE_STEP + ",\"args\":{\"question\":\"好\"}");
    assertThat(prompt.program().name()).isEqualTo("one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"two\"|UNKNOWN_PROGRAM|/program",
        "\"one\"|INVALID_ARGUMENT|/args",
        "\"one\",\"args\":{\"question\":\"a\",\"x\":1}|INVALID_ARGUMENT|/args/x",
        "{\"sglang\":1,\"name\":\"p\",\"body\":[{\"type\":\"genn\"}]}"
            + "|INVALID_PROGRAM|/program/body/0/type",
        "{\"sglang\":1,\"name\":\"p\",\"body\":[{\"type\":\"gen\",\"regex\":\"a(\"}]}"
            + "|INVALID_PROGRAM|/program/body/0/regex",
        "{\"sglang\":1,\"name\":\"p\",\"body\":[{\"type\":\"gen\",\"json_schema\":{\"not\":{}}}]}"
            + "|INVALID_PROGRAM|/program/body/0/json_schema",
        "{\"sglang\":1,\"name\":\"p\",\"body\":[{\"type\":\"gen\",\"ebnf\":\"root\"}]}"
            + "|INVALID_PROGRAM|/program/body/0/ebnf",
        "\"one\",\"args\":{\"question\":\"a\"},\"sampling\":{\"min_tokens\":129}"
            + "|INVALID_SAMPLING|/sampling/min_tokens",
      })
  void whatCannotRunIsRefusedWithItsPlace(String rest, FailureCode code, String pointer) {
    InvalidRecordException refused =
        catchThrowableOfType(InvalidRecordException.class, () -> decode(rest));
    assertThat(refused).isNotNull();
    assertThat(refused.id()).isEqualTo("i");
    assertThat(refused.error())
        .extracting(RecordError::code, RecordError::pointer)
        .containsExactly(code, pointer);
  }

  @Test
  void anUnknownProgramIsAnsweredWithThoseThatThereAre() {
    assertThatThrownBy(() -> decode("\"two\""))
        .hasMessage("the job has no program \"two\": it has forked, one, three");
  }

  @Test
  void aLibraryRefusesProgramsThatDoNotValidate() {
    assertThatThrownBy(() -> ProgramLibrary.of(Map.of("bad", "{\"sglang\":1}".getBytes(UTF_8))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("program \"bad\"")
        .hasMessageContaining("field name is missing");
  }

  @Test
  void inlineProgramsAreParsedOnceAndKeptWithinABound() throws IOException {
    ParsedPrograms programs = new ParsedPrograms();
    ObjectNode first = inline("first");
    assertThat(programs.read(first)).isSameAs(programs.read(inline("first")));

    Object kept = programs.read(first);
    for (int i = 0; i < ParsedPrograms.MOST; i++) {
      programs.read(inline("p" + i));
    }
    assertThat(programs.read(first)).isNotSameAs(kept).isEqualTo(kept);
  }

  @Test
  void aPromptRunsTheProgramThatItCarriesWhateverTheJobHasNow() throws InvalidRecordException {
    byte[] carried = TestPrograms.ONE_STEP.replace("answer", "old_answer").getBytes(UTF_8);
    byte[] record = TestPrograms.record("i", "one");
    Prompt prompt = decoder.decode(record, carried);
    assertThat(ProgramJson.writeString(prompt.program())).contains("old_answer");
    assertThat(decoder.decode(record, carried.clone()).program()).isSameAs(prompt.program());
    assertThat(decoder.decode(TestPrograms.record("i", "gone"), carried).program())
        .isSameAs(prompt.program());
    assertThatThrownBy(() -> decoder.decode(record, "{}".getBytes(UTF_8)))
        .isInstanceOf(InvalidRecordException.class);
  }

  private Prompt decode(String rest) throws InvalidRecordException {
    return decoder.decode(("{\"id\":\"i\",\"program\":" + rest + "}").getBytes(UTF_8));
  }

  private static ObjectNode inline(String name) throws IOException {
    return (ObjectNode)
        new JsonMapper().readTree(TestPrograms.ONE_STEP.replace("\"one\"", "\"" + name + "\""));
  }
}
