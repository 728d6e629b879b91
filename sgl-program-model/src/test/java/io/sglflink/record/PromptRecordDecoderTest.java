package io.sglflink.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.interpret.RunLimits;
import io.sglflink.model.FailureCode;
import io.sglflink.model.SamplingOverrides;
import io.sglflink.model.Serving;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProblemCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptRecordDecoderTest {

  /** The first eight bytes of sha256("q-1") without the sign bit. */
  private static final long SEED_OF_Q_1 = 738186519794261534L;

  private final PromptRecordDecoder decoder = new PromptRecordDecoder();
  private final RecordSchemas schemas = new RecordSchemas();

  @Test
  void readsEveryField() throws InvalidRecordException {
    byte[] bytes =
        """
        {"id":"问-1","program":"sentiment","args":{"text":"很好 🙂","n":3},
         "sampling":{"max_tokens":64,"temperature":0.7,"stop":"\\n"},"seed":7,"route":"tenant-a",
         "priority":-3,"timeout_ms":2500,"cache_salt":"租户",
         "limits":{"steps":1,"tokens":2,"iterations":3,"states":4,"text_length":5,"wall_ms":6}}
        """
            .getBytes(UTF_8);
    PromptRecord record = decoder.decode(bytes);
    assertThat(record.id()).isEqualTo("问-1");
    assertThat(record.program()).isEqualTo(new ProgramRef.Named("sentiment"));
    assertThat(record.args())
        .containsExactly(
            Map.entry("text", TextNode.valueOf("很好 🙂")), Map.entry("n", IntNode.valueOf(3)));
    assertThat(record.sampling().maxTokens()).isEqualTo(64);
    assertThat(record.sampling().temperature()).isEqualTo(0.7);
    assertThat(record.sampling().stop()).containsExactly("\n");
    assertThat(record.seed()).isEqualTo(7);
    assertThat(record.route()).isEqualTo("tenant-a");
    assertThat(record.serving()).isEqualTo(new Serving("", "租户", -3, 2500));
    assertThat(record.limits()).isEqualTo(new RunLimits(1, 2, 3, 4, 5, 6));
    assertThat(schemas.problems("prompt-record", bytes)).isEmpty();
  }

  @Test
  void onlyIdAndProgramAreNeeded() throws InvalidRecordException {
    PromptRecord record =
        decode("{\"id\":\"a\",\"program\":{\"any\":1},\"args\":null,\"seed\":null}");
    assertThat(record.program()).isInstanceOf(ProgramRef.Inline.class);
    assertThat(record.args()).isEmpty();
    assertThat(record.sampling()).isEqualTo(SamplingOverrides.NONE);
    assertThat(record.route()).isNull();
    assertThat(record.serving()).isEqualTo(Serving.DEFAULT);
  }

  @Test
  void aRecordWithoutSeedGetsOneFromItsIdForEver() throws InvalidRecordException {
    assertThat(decode("{\"id\":\"q-1\",\"program\":\"p\"}").seed()).isEqualTo(SEED_OF_Q_1);
    assertThat(decode("{\"id\":\"q-2\",\"program\":\"p\"}").seed()).isNotEqualTo(SEED_OF_Q_1);
  }

  @Test
  void aByteOrderMarkIsSkipped() throws InvalidRecordException {
    assertThat(decode("\uFEFF{\"id\":\"a\",\"program\":\"p\"}").id()).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":\"a\",\"program\":\"p\"|malformed_json|",
        "{\"id\":\"a\",\"program\":\"p\"} x|malformed_json|",
        "{\"id\":\"a\",\"program\":\"p\"}{}|malformed_json|",
        "{\"id\":\"a\",\"id\":\"b\",\"program\":\"p\"}|malformed_json|",
        "{\"id\":\"a\",\"program\":\"p\",\"seed\":NaN}|malformed_json|",
        "[1]|wrong_type|",
        "\"text\"|wrong_type|",
        "null|wrong_type|",
        "{\"program\":\"p\"}|missing_field|/id",
        "{\"id\":null,\"program\":\"p\"}|missing_field|/id",
        "{\"id\":\"\",\"program\":\"p\"}|invalid_name|/id",
        "{\"id\":1,\"program\":\"p\"}|wrong_type|/id",
        "{\"id\":\"a\"}|missing_field|/program",
        "{\"id\":\"a\",\"program\":7}|wrong_type|/program",
        "{\"id\":\"a\",\"program\":\"p\",\"argz\":{}}|unknown_field|/argz",
        "{\"id\":\"a\",\"program\":\"p\",\"a/b~c\":{}}|unknown_field|/a~1b~0c",
        "{\"id\":\"a\",\"program\":\"p\",\"args\":[]}|wrong_type|/args",
        "{\"id\":\"a\",\"program\":\"p\",\"sampling\":3}|wrong_type|/sampling",
        "{\"id\":\"a\",\"program\":\"p\",\"seed\":1.5}|wrong_type|/seed",
        "{\"id\":\"a\",\"program\":\"p\",\"seed\":9223372036854775808}|out_of_range|/seed",
        "{\"id\":\"a\",\"program\":\"p\",\"route\":\"\"}|invalid_name|/route",
        "{\"id\":\"a\",\"program\":\"p\",\"priority\":2147483648}|out_of_range|/priority",
        "{\"id\":\"a\",\"program\":\"p\",\"priority\":\"high\"}|wrong_type|/priority",
        "{\"id\":\"a\",\"program\":\"p\",\"timeout_ms\":0}|out_of_range|/timeout_ms",
        "{\"id\":\"a\",\"program\":\"p\",\"timeout_ms\":1.5}|wrong_type|/timeout_ms",
        "{\"id\":\"a\",\"program\":\"p\",\"cache_salt\":7}|wrong_type|/cache_salt",
        "{\"id\":\"a\",\"program\":\"p\",\"cache_salt\":\"\\u0000\"}|invalid_text|/cache_salt",
        "{\"id\":\"a\",\"program\":\"p\",\"args\":{\"x\":[1,1e400]}}|out_of_range|/args/x/1",
        "{\"id\":\"a\",\"program\":\"p\",\"args\":{\"x\":\"\\ud800\"}}|invalid_text|/args/x",
      })
  void refusesARecordThatIsNotOfTheForm(String json, String code, String pointer) {
    InvalidRecordException refused = refused(json.getBytes(UTF_8));
    assertThat(refused.error().code()).isEqualTo(FailureCode.MALFORMED_RECORD);
    assertThat(refused.error().problems().get(0).code().code()).isEqualTo(code);
    assertThat(refused.error().pointer()).isEqualTo(pointer == null ? "" : pointer);
    assertThat(refused.error().message()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"temperature\":-1}|/sampling/temperature",
        "{\"top_p\":0}|/sampling/top_p",
        "{\"max_tokens\":1.5}|/sampling/max_tokens",
        "{\"max_new_tokens\":5}|/sampling/max_new_tokens",
        "{\"stop\":[\"a\",\"\"]}|/sampling/stop/1",
        "{\"stop_regex\":[\"a\",\"(\"]}|/sampling/stop_regex/1",
        "{\"logit_bias\":{\"x\":1}}|/sampling/logit_bias/x",
        "{\"n\":0}|/sampling/n",
      })
  void refusesSamplingOutOfRange(String sampling, String pointer) {
    InvalidRecordException refused =
        refused(("{\"id\":\"a\",\"program\":\"p\",\"sampling\":" + sampling + "}").getBytes(UTF_8));
    assertThat(refused.error().code()).isEqualTo(FailureCode.INVALID_SAMPLING);
    assertThat(refused.error().pointer()).isEqualTo(pointer);
    assertThat(refused.id()).isEqualTo("a");
  }

  @Test
  void reportsEveryProblemAtOnce() {
    InvalidRecordException refused = refused("{\"id\":7,\"seed\":\"x\",\"zz\":1}".getBytes(UTF_8));
    assertThat(refused.error().problems())
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(
            ProblemCode.WRONG_TYPE,
            ProblemCode.MISSING_FIELD,
            ProblemCode.WRONG_TYPE,
            ProblemCode.UNKNOWN_FIELD);
    assertThat(refused.error().message()).endsWith("(and 3 more problems)");
    assertThat(refused.id()).isNull();
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    String json = "{\"id\":\"é\",\"program\":\"p\"}";
    assertThat(refused(json.getBytes(ISO_8859_1)).error().problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.INVALID_TEXT);
    assertThat(refused(json.getBytes(UTF_16)).error().code())
        .isEqualTo(FailureCode.MALFORMED_RECORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\r"})
  void refusesAnEmptyRecord(String text) {
    assertThat(refused(text.getBytes(UTF_8)).getMessage()).contains("the record is empty");
  }

  @Test
  void refusesDeepNestingAndLongNumbersAsMalformed() {
    String deep = "[".repeat(100_000);
    String digits = "{\"id\":\"a\",\"program\":\"p\",\"seed\":" + "9".repeat(5_000) + "}";
    for (String json : List.of(deep, digits)) {
      assertThat(refused(json.getBytes(UTF_8)).error().problems())
          .extracting(Problem::code)
          .containsExactly(ProblemCode.MALFORMED_JSON);
    }
  }

  @Test
  void refusesARecordOverTheLimitWithItsSize() throws InvalidRecordException {
    String frame = "{\"id\":\"a\",\"program\":\"p\",\"args\":{\"x\":\"%s\"}}";
    int room = PromptRecordDecoder.MAX_RECORD_BYTES - frame.length() + 2;
    assertThat(decode(String.format(frame, "x".repeat(room))).args()).hasSize(1);
    assertThat(refused(String.format(frame, "x".repeat(room + 1)).getBytes(UTF_8)).getMessage())
        .isEqualTo("the record has 8,388,609 bytes, the limit is 8,388,608: shorten its arguments");
  }

  @Test
  void refusesAnIdThatIsTooLongForAKey() {
    String json = "{\"id\":\"" + "i".repeat(1025) + "\",\"program\":\"p\"}";
    InvalidRecordException refused = refused(json.getBytes(UTF_8));
    assertThat(refused.error().pointer()).isEqualTo("/id");
    assertThat(refused.id()).isNull();
  }

  @Test
  void refusesASaltThatIsTooLong() throws InvalidRecordException {
    String record = "{\"id\":\"a\",\"program\":\"p\",\"cache_salt\":\"%s\"}";
    assertThat(decode(String.format(record, "s".repeat(256))).serving().cacheSalt()).hasSize(256);
    assertThat(refused(String.format(record, "s".repeat(257)).getBytes(UTF_8)).error().pointer())
        .isEqualTo("/cache_salt");
  }

  private PromptRecord decode(String json) throws InvalidRecordException {
    return decoder.decode(json.getBytes(UTF_8));
  }

  private InvalidRecordException refused(byte[] bytes) {
    InvalidRecordException refused =
        catchThrowableOfType(InvalidRecordException.class, () -> decoder.decode(bytes));
    assertThat(refused).isNotNull();
    return refused;
  }
}
