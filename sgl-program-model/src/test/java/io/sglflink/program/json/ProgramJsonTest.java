package io.sglflink.program.json;

import static io.sglflink.program.json.ProblemExamplesTest.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.program.GenNode;
import io.sglflink.program.Program;
import io.sglflink.program.TextNode;
import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProblemCode;
import io.sglflink.program.validate.ProgramLimits;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramJsonTest {

  @Test
  void problemsOfFormAndContentComeTogetherInDocumentOrder() {
    List<Problem> problems =
        problems(
            """
            {"sglang": 1, "name": "p", "colour": "blue", "body": [
              {"type": "gen", "name": "a", "top_p": 3, "max_tokens": "many"},
              {"type": "text", "value": {"arg": "nobody"}},
              {"type": "gen", "stop": ["", 1]},
              {"type": "select", "a/b": 1}, {"type": "gen"}, {"type": "gen"}, {"type": "gen"},
              {"type": "gen"}, {"type": "gen"}, {"type": "gen"}, {"type": "gen", "name": " "}
            ]}
            """);

    assertThat(problems)
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(
            tuple("/colour", ProblemCode.UNKNOWN_FIELD),
            tuple("/body/0/top_p", ProblemCode.OUT_OF_RANGE),
            tuple("/body/0/max_tokens", ProblemCode.WRONG_TYPE),
            tuple("/body/1/value", ProblemCode.UNKNOWN_ARGUMENT),
            tuple("/body/2/stop", ProblemCode.EMPTY_STOP),
            tuple("/body/2/stop/1", ProblemCode.WRONG_TYPE),
            tuple("/body/3", ProblemCode.MISSING_FIELD),
            tuple("/body/3/a~1b", ProblemCode.UNKNOWN_FIELD),
            tuple("/body/10/name", ProblemCode.INVALID_NAME));
  }

  @Test
  void aNodeThatCannotBeReadBlamesNoOther() {
    List<Problem> problems =
        problems(
            """
            {"sglang": 1, "name": "p", "body": [
              {"type": "generate", "name": "a"},
              {"type": "text", "value": {"var": "a"}},
              {"type": "gen", "top_k": 0}
            ]}
            """);

    assertThat(problems)
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(
            tuple("/body/0/type", ProblemCode.UNKNOWN_NODE_TYPE),
            tuple("/body/2/top_k", ProblemCode.OUT_OF_RANGE));
  }

  @Test
  void textThatIsNotJsonIsReportedWithItsPlace() {
    assertThat(problems("{\"sglang\": 1,\n \"name\": }"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_JSON);
              assertThat(problem.pointer()).isEmpty();
              assertThat(problem.message()).contains("line 2, column 10");
            });
    assertThat(problems(" ")).extracting(Problem::code).containsExactly(ProblemCode.MALFORMED_JSON);
    assertThat(problems("{} {}"))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.MALFORMED_JSON);
    assertThat(problems("{\"sglang\":1,\"sglang\":1,\"name\":\"p\",\"body\":[]}"))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.MALFORMED_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "{\"a\":1,\"a\":1}", "{\"a\":1", "// c", "{\"a\":NaN}", "{} x"})
  void aFaultOfTheTextIsToldWithoutTheParsersSettings(String json) {
    assertThat(problems(json))
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .startsWith("not JSON at line 1, column ")
        .doesNotContainPattern("Feature|jackson|REDACTED|ObjectNode");
  }

  @Test
  void bytesThatAreNotUtf8AreReported() {
    byte[] latin1 =
        "{\"sglang\":1,\"name\":\"é\",\"body\":[]}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> ProgramJson.read(latin1))
        .isInstanceOfSatisfying(
            InvalidProgramException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.MALFORMED_JSON));
  }

  @Test
  void numbersAreReadAsJsonSchemaUnderstandsThem() {
    Program program =
        ProgramJson.read(
            "{\"sglang\":1.0,\"name\":\"p\",\"body\":[{\"type\":\"gen\",\"max_tokens\":2.56e2}]}");

    assertThat(program.body())
        .singleElement()
        .isInstanceOfSatisfying(
            GenNode.class, gen -> assertThat(gen.sampling().maxTokens()).isEqualTo(256));
  }

  @Test
  void aNumberBeyondDoubleIsAProblemInTextAndInDefaults() {
    List<Problem> problems =
        problems(
            "{\"sglang\":1,\"name\":\"p\",\"parameters\":[{\"name\":\"d\",\"default\":[1e999]}],"
                + "\"body\":[{\"type\":\"text\",\"value\":[-1e999,\"x\"]}]}");

    assertThat(problems)
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(
            tuple("/parameters/0/default/0", ProblemCode.OUT_OF_RANGE),
            tuple("/body/0/value/0", ProblemCode.OUT_OF_RANGE));
  }

  @Test
  void deepInputIsRefusedWithoutAStackOverflow() {
    String deepText = "[".repeat(2_000_000);
    assertThat(problems(deepText)).extracting(Problem::code).containsExactly(ProblemCode.TOO_LARGE);

    ArrayNode tree = JsonNodeFactory.instance.arrayNode();
    for (int depth = 0; depth < 200_000; depth++) {
      tree = JsonNodeFactory.instance.arrayNode().add(tree);
    }
    ArrayNode deepTree = tree;
    assertThatThrownBy(() -> ProgramJson.read(deepTree))
        .isInstanceOfSatisfying(
            InvalidProgramException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.TOO_DEEP));
  }

  @Test
  void aTextOverTheLimitIsRefusedBeforeItIsParsed() {
    byte[] huge = new byte[ProgramLimits.MAX_JSON_SIZE + 1];

    assertThatThrownBy(() -> ProgramJson.read(huge))
        .isInstanceOf(InvalidProgramException.class)
        .hasMessageContaining("the limit is 16,777,216");
  }

  @Test
  void aLongProgramIsReadAndWritten() {
    Program program =
        new Program(
            "long", List.of(), Collections.nCopies(ProgramLimits.MAX_NODES, TextNode.of("文")));

    assertThat(ProgramJson.read(ProgramJson.writeString(program))).isEqualTo(program);
  }

  @Test
  void whatIsWrittenIsTheCallersToChange() {
    Program program =
        ProgramJson.read(
            "{\"sglang\":1,\"name\":\"p\",\"parameters\":[{\"name\":\"d\",\"default\":{}}],\"body\":[]}");

    ObjectNode written = ProgramJson.write(program);
    ((ObjectNode) written.at("/parameters/0/default")).put("changed", true);

    assertThat(program.parameters().get(0).defaultValue()).isEmpty();
  }
}
