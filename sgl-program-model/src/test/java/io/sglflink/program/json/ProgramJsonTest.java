package io.sglflink.program.json;

import static io.sglflink.program.json.ProblemExamplesTest.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
  void aFunctionThatCannotBeReadBlamesNoCall() {
    List<Problem> problems =
        problems(
            """
            {"sglang": 1, "name": "p", "body": [
              {"type": "call", "function": "ask", "args": {"q": 1}},
              {"type": "call", "function": "p"}],
             "functions": [7, {"name": "f", "body": [{"type": "break"}]}]}
            """);

    assertThat(problems)
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(
            tuple("/functions/0", ProblemCode.WRONG_TYPE),
            tuple("/functions/1/body/0", ProblemCode.NOT_IN_A_LOOP));
  }

  @Test
  void everyNodeIsWrittenInItsShortestForm() {
    String json =
        """
        {"sglang":1,"name":"all","parameters":[{"name":"n"}],"body":[\
        {"type":"let","name":"i","value":0},\
        {"type":"gen","name":{"concat":["a",{"local":"i"}]},"top_k":2,\
        "computed":{"max_tokens":{"arg":"n"}}},\
        {"type":"gen","name":"b","separate_reasoning":"deepseek-r1"},\
        {"type":"set","name":"c","value":null},\
        {"type":"scope","name":"d","body":[{"type":"text","value":"x"}]},\
        {"type":"role_begin","role":"user"},{"type":"role_end","role":"user"},\
        {"type":"match","value":{"var":"b"},\
        "cases":[{"is":["x",1],"when":{"arg":"n"},"body":[]},{"is":["y"],"body":[]}],\
        "else":[{"type":"return"}]},\
        {"type":"for","item":"m","index":"k","in":{"range":[{"arg":"n"}]},\
        "body":[{"type":"continue"}]},\
        {"type":"while","when":{"lt":[1,{"min":[2,3]}]},"limit":4,"body":[{"type":"break"}]},\
        {"type":"while","when":true,"body":[]},\
        {"type":"fork","name":"f","count":2},\
        {"type":"fork","name":"g","in":["x"],"item":"e","body":[{"type":"gen"}]},\
        {"type":"on","state":"f","body":[]},{"type":"on","state":"f","at":-1,"body":[]},\
        {"type":"join","state":"f"},{"type":"join","state":"g","mode":"concate_and_append"},\
        {"type":"copy","name":"t","body":[]},\
        {"type":"call","function":"all","args":{"n":{"keys":{"object":{"x":1}}}}},\
        {"type":"call","state":"s","function":"h"},\
        {"type":"return","value":[{"read":"ret_value","state":"s"},{"read":"messages"},\
        {"read":"var","name":"b","state":"f","at":0},{"max":[1,2]}]}],\
        "functions":[{"name":"h","parameters":[{"name":"o","default":1}],"body":[]}],\
        "source":{"file":"qa.py","lines":{"/body/0":3,"/functions/0/body/1":9}}}\
        """;

    assertThat(ProgramJson.writeString(ProgramJson.read(json))).isEqualTo(json);
  }

  @Test
  void theSchemaNamesEveryParameterThatMayBeComputed() throws IOException {
    JsonNode schema =
        new JsonMapper()
            .readTree(
                ProgramJson.class.getResourceAsStream("/io/sglflink/program/program.schema.json"));
    JsonNode gen = schema.at("/$defs/gen/properties");
    List<String> computed = new ArrayList<>();
    gen.at("/computed/propertyNames/enum").forEach(name -> computed.add(name.textValue()));

    assertThat(computed)
        .containsExactlyElementsOf(GenNode.COMPUTABLE)
        .allMatch(gen::has, "is a field of a gen");
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
