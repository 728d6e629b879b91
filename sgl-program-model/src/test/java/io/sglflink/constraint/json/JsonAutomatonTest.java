package io.sglflink.constraint.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.JsonStyle;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonAutomatonTest {

  private static final JsonStyle ANY = new JsonStyle(Whitespace.ANY, PropertyOrder.ANY);
  private static final JsonStyle COMPACT = new JsonStyle(Whitespace.COMPACT, PropertyOrder.SCHEMA);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        " [1 , -0.5e+10,\t1E2 ] \r\n",
        "null",
        "true",
        "false",
        "0",
        "-0",
        "\"\"",
        "\"\\u00e9\\ud83d\\ude00\\/\\b\\f\\n\\r\\t\\\"\\\\\"",
        "\"\u007f\u2028😀\"",
        "{\"a\":{\"a\":[[[]]]},\"\":0}",
        "[\"\\u0000\"]"
      })
  void anyJsonIsFollowed(String text) {
    assertThat(Following.accepts(Following.start("{}", ANY), text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "01",
        "-",
        "1.",
        ".5",
        "+1",
        "1e",
        "0x1",
        "NaN",
        "nul",
        "True",
        "\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\n\"",
        "\"\t\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud83d\\u0041\"",
        "[1]]",
        "1 2",
        "{\"a\":1 \"b\":2}",
        "[\u00a01]",
        "\ufeff1",
        "// 1\n1"
      })
  void whatIsNoJsonIsNot(String text) {
    assertThat(Following.accepts(Following.start("{}", ANY), text)).isFalse();
  }

  @Test
  void boundedWhiteSpaceIsASpaceOrALineBreakAndTwentyMore() {
    ByteState start = Following.start("{}", JsonStyle.DEFAULT);
    assertThat(Following.accepts(start, "[ 1 , 2\r\n]")).isTrue();
    assertThat(Following.accepts(start, "[\n" + " ".repeat(20) + "1]")).isTrue();
    assertThat(Following.after(start, "[\n" + " ".repeat(21))).isNull();
    assertThat(Following.after(start, "[  ")).isNull();
    assertThat(Following.after(start, "[\n\n")).isNull();
    assertThat(Following.after(start, " ")).isNull();
    assertThat(Following.accepts(start, "[] ")).isFalse();
  }

  @Test
  void compactHasNoWhiteSpace() {
    ByteState start = Following.start("{}", COMPACT);
    assertThat(Following.accepts(start, "{\"a\":[1,2]}")).isTrue();
    assertThat(Following.after(start, "[ ")).isNull();
  }

  @Test
  void propertiesComeAsTheSchemaListsThemUnlessAnyOrderIsAskedFor() {
    String schema =
        """
        {"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "null"}},
         "required": ["b"], "additionalProperties": {"type": "boolean"}}
        """;
    ByteState ordered = Following.start(schema, COMPACT);
    ByteState any = Following.start(schema, ANY);
    assertThat(Following.accepts(ordered, "{\"a\":1,\"b\":null,\"x\":true}")).isTrue();
    assertThat(Following.after(ordered, "{\"b\":null,\"a")).isNotNull();
    assertThat(Following.after(ordered, "{\"b\":null,\"a\"")).isNull();
    assertThat(Following.accepts(any, "{\"x\":true,\"b\":null,\"a\":1}")).isTrue();
    assertThat(Following.after(any, "{\"a\":1,\"a\"")).isNull();
    assertThat(Following.after(any, "{\"a\":1}")).isNull();
  }

  @Test
  void whatASchemaListsHasOneSpelling() {
    ByteState start =
        Following.start(
            """
            {"type": "object", "properties": {"é/\\n": {"enum": ["\\u0001\\n", "a/b", "中"]}},
             "required": ["é/\\n"], "additionalProperties": false}
            """,
            COMPACT);
    for (String value : List.of("\\u0001\\n", "a/b", "中")) {
      assertThat(Following.accepts(start, "{\"é/\\n\":\"" + value + "\"}")).as(value).isTrue();
    }
    assertThat(Following.after(start, "{\"\\")).isNull();
    assertThat(Following.after(start, "{\"é\\")).isNull();
    assertThat(Following.after(start, "{\"é/\\u")).isNull();
    ByteState value = Following.after(start, "{\"é/\\n\":\"");
    assertThat(Following.after(value, "\\n")).isNull();
    assertThat(Following.after(value, "\\u0001\\u")).isNull();
    assertThat(Following.after(value, "\\u4")).isNull();
    assertThat(Following.after(value, "a\\")).isNull();
  }

  @Test
  void printableAsciiIsEscapedOnlyWhereItMustBe() {
    ByteState start = Following.start("{\"type\":\"string\"}", COMPACT);
    for (String fits :
        List.of("\\u001f", "\\u007F", "\\u00e9", "\\u000a", "\\/", "\\ud83d\\ude00")) {
      assertThat(Following.accepts(start, "\"" + fits + "\"")).as(fits).isTrue();
    }
    for (String not : List.of("\\u0061", "\\u002", "\\u0022", "\\u005c", "\\u002F", "\\a")) {
      assertThat(Following.after(start, "\"" + not)).as(not).isNull();
    }
    ByteState pattern = Following.start("{\"pattern\":\"^[a-z]-[0-9]$\"}", COMPACT);
    assertThat(Following.after(pattern, "\"a\\")).isNull();
  }

  @Test
  void integersAreWrittenInDigits() {
    ByteState start = Following.start("{\"type\":\"integer\",\"maximum\":2}", COMPACT);
    for (String fits : List.of("0", "2", "-1", "-200")) {
      assertThat(Following.accepts(start, fits)).as(fits).isTrue();
    }
    for (String not : List.of("-0", "1.", "1e", "3", "01")) {
      assertThat(Following.after(start, not)).as(not).isNull();
    }
    ByteState listed = Following.start("{\"type\":\"integer\",\"enum\":[0,12]}", COMPACT);
    assertThat(Following.accepts(listed, "12.0")).as("a listed 12.0 is so too").isTrue();
    assertThat(Following.accepts(Following.start("{\"minimum\":1}", COMPACT), "1.0")).isTrue();
  }

  @Test
  void aCommaComesOnlyWhereAMemberCanFollow() {
    ByteState start =
        Following.start(
            """
            {"type": "object", "properties": {"a": {}, "b": {}, "c": {}}, "minProperties": 2,
             "maxProperties": 2, "additionalProperties": false}
            """,
            COMPACT);
    assertThat(Following.after(start, "{\"a\":1,")).isNotNull();
    assertThat(Following.after(start, "{\"a\":1}")).isNull();
    assertThat(Following.after(start, "{\"a\":1,\"b\":1,")).isNull();
    assertThat(Following.after(start, "{\"c\"")).isNull();
  }

  @Test
  void anotherNameCountsOnceInAnySpelling() {
    ByteState start = Following.start("{\"type\":\"object\",\"minProperties\":2}", COMPACT);
    assertThat(Following.after(start, "{\"a\":1,\"a\"")).isNull();
    assertThat(Following.after(start, "{\"é\":1,\"\\u00E9\"")).isNull();
    assertThat(Following.accepts(start, "{\"a\":1,\"b\":1}")).isTrue();
    assertThat(start.shortest()).isEqualTo("{\"\":0,\" \":0}".length());
  }

  @Test
  void itemsDifferAsValues() {
    ByteState start =
        Following.start(
            "{\"type\":\"array\",\"items\":{\"enum\":[1,\"a\"]},\"uniqueItems\":true}", COMPACT);
    assertThat(Following.accepts(start, "[\"a\",1]")).isTrue();
    assertThat(Following.after(start, "[\"a\",\"")).isNull();
    assertThat(Following.after(start, "[1.0,1")).isNull();
    assertThat(Following.after(start, "[1,\"a\",")).isNull();
    ByteState texts =
        Following.start("{\"items\":{\"type\":\"string\"},\"uniqueItems\":true}", ANY);
    assertThat(Following.after(texts, "[\"é\",\"\\u00e9\"")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{},{\"a\":1},{\"a\":2,\"b\":1},{\"b\":2}",
        "{\"a\":1,\"b\":1},{\"a\":1,\"b\":2},{\"a\":2,\"b\":1},{\"c\":1}",
        "[],[1],[1,2],[2,1]",
        "[2],[1,1],[1,2],[2,2]",
      })
  void allButSomeValuesAreFollowed(String some) {
    ByteState others = Following.start("{\"not\":{\"enum\":[" + some + "]}}", COMPACT);
    ByteState these = Following.start("{\"enum\":[" + some + "]}", COMPACT);
    String[] members = {"", "\"a\":1", "\"a\":2", "\"b\":1", "\"b\":2", "\"c\":1"};
    String[] items = {"", "1", "2", "3"};
    for (int first = 0; first < members.length; first++) {
      for (int second = 0; second < members.length; second++) {
        String comma = first > 0 && second > 0 ? "," : "";
        String object = "{" + members[first] + comma + members[second] + "}";
        if (first == 0 || second == 0 || (first + 1) / 2 < (second + 1) / 2) {
          assertThat(Following.accepts(others, object))
              .as(object)
              .isNotEqualTo(Following.accepts(these, object));
        }
        if (first < items.length && second < items.length) {
          String array = "[" + items[first] + comma + items[second] + "]";
          assertThat(Following.accepts(others, array))
              .as(array)
              .isNotEqualTo(Following.accepts(these, array));
        }
      }
    }
  }

  @Test
  void whatIsInsideAlternativesIsFollowedOnce() {
    ByteState start =
        Following.start(
            """
            {"$ref": "#/$defs/n", "$defs": {"n": {"type": "object",
              "properties": {"n": {"$ref": "#/$defs/n"}, "a": {}, "b": {}, "c": {}},
              "anyOf": [{"required": ["a"]}, {"required": ["b"]}, {"required": ["c"]}]}}}
            """,
            new JsonStyle(Whitespace.COMPACT, PropertyOrder.ANY));
    JsonState state = (JsonState) Following.after(start, "{\"n\":".repeat(20));
    assertThat(state.branches().length).isLessThan(4);
    assertThat(Following.accepts(state, "{\"b\":1}" + ",\"c\":1}".repeat(20))).isTrue();
    assertThat(Following.after(state, "{\"b\":1}}")).isNull();
  }

  @Test
  void differentItemsAreCountedAsDifferent() {
    ByteState start =
        Following.start(
            "{\"type\":\"array\",\"items\":{\"enum\":[1,\"a\"]},\"uniqueItems\":true,\"minItems\":2}",
            COMPACT);
    assertThat(Following.after(start, "[").shortest()).isEqualTo("1,\"a\"]".length());
    assertThat(Following.after(start, "[1").shortest()).isEqualTo(",\"a\"]".length());
  }

  @Test
  void whatMustBeAmongTheItemsIs() {
    ByteState start =
        Following.start(
            """
            {"type": "array", "items": {"type": ["integer", "null"]}, "maxItems": 3,
             "contains": {"type": "integer"}, "minContains": 1, "maxContains": 2}
            """,
            COMPACT);
    assertThat(Following.accepts(start, "[null,1]")).isTrue();
    assertThat(Following.after(start, "[]")).isNull();
    assertThat(Following.after(start, "[null,null,n")).isNull();
    assertThat(Following.after(start, "[1,2,3")).isNull();
    assertThat(start.shortest()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"const\":\"\\\"\"} | 4",
        "{\"const\":\"\\u0001\"} | 8",
        "{\"type\":\"string\",\"minLength\":3} | 5",
        "{\"type\":\"object\",\"required\":[\"b\",\"a\"]} | 13"
      })
  void theShortestTextIsCountedAsItIsSpelled(String schema, int bytes) {
    assertThat(Following.start(schema, COMPACT).shortest()).isEqualTo(bytes);
  }

  @Test
  void theInsideOfAStringIsOneLeafAcrossConstraints() {
    ByteState one = Following.after(Following.start("{\"type\":\"string\"}", ANY), "\"ab");
    ByteState other = Following.after(Following.start("{}", COMPACT), "[{\"x\":[\"é");
    assertThat(one.leaves()).isEqualTo(other.leaves()).hasSize(1);
  }

  @Test
  void alternativesAreFollowedTogetherUntilTheyPart() {
    ByteState start =
        Following.start(
            """
            {"oneOf": [
              {"type": "object", "properties": {"t": {"const": "a"}, "v": {"type": "integer"}},
               "required": ["t", "v"], "additionalProperties": false},
              {"type": "object", "properties": {"t": {"const": "b"}},
               "required": ["t"], "additionalProperties": false}]}
            """,
            COMPACT);
    assertThat(Following.accepts(start, "{\"t\":\"b\"}")).isTrue();
    assertThat(Following.after(start, "{\"t\":\"a\"}")).isNull();
    assertThat(Following.after(start, "{\"t\":\"b\",")).isNull();
  }
}
