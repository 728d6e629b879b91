package io.sglflink.runtime.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SpellingTest {

  private static String write(Spelling spelling, String json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      return spelling.write(parser);
    }
  }

  @Test
  void membersStayInOrderAndTwice() throws IOException {
    String json = "{ \"b\" : [ 1 , [ ] , { } ] , \"a\" : { \"a\" : null } , \"b\" : true }";
    assertThat(write(Spelling.COMPACT, json))
        .isEqualTo("{\"b\":[1,[],{}],\"a\":{\"a\":null},\"b\":true}");
    assertThat(write(Spelling.SPACED, json))
        .isEqualTo("{\"b\": [1, [], {}], \"a\": {\"a\": null}, \"b\": true}");
  }

  @Test
  void numbersStayAsTheyWereWritten() throws IOException {
    String numbers = "[1.0,1e5,1E+05,-0,100000000000000000000000000001,0.0000001,1e400]";
    assertThat(write(Spelling.COMPACT, numbers)).isEqualTo(numbers);
  }

  @Test
  void charactersAreThemselvesWhereTheyCanBe() throws IOException {
    String json = "\"\\u4e2d\\ud83d\\ude42\\n\\u0001\\/\\\\\\\"\\ud83d\\u007f\"";
    assertThat(write(Spelling.COMPACT, json)).isEqualTo("\"中🙂\\n\\u0001/\\\\\\\"\\ud83d\u007f\"");
  }
}
