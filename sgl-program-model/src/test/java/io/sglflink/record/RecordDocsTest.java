package io.sglflink.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.FailureCode;
import io.sglflink.program.json.ProgramJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/records.md are records of the documented forms. */
class RecordDocsTest {

  private static final Path DOCS = Path.of("..", "docs", "records.md");
  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

  private final RecordSchemas schemas = new RecordSchemas();

  static List<String> examples() throws IOException {
    Matcher examples = EXAMPLE.matcher(Files.readString(DOCS));
    return examples.results().map(found -> found.group(1)).toList();
  }

  @ParameterizedTest
  @EnumSource
  void everyFailureCodeIsInTheTable(FailureCode code) throws IOException {
    assertThat(Files.readString(DOCS)).contains("\n| `" + code.code() + "` | ");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isValid(String example) throws InvalidRecordException {
    byte[] bytes = example.getBytes(UTF_8);
    JsonNode json = RecordSchemas.json(bytes);
    if (json.has("status")) {
      assertThat(schemas.problems("result-record", bytes)).isEmpty();
    } else if (json.has("position")) {
      assertThat(schemas.problems("dead-letter", bytes)).isEmpty();
      assertThat(json.at("/original").asText().getBytes(UTF_8))
          .hasSize(json.at("/original_bytes").asInt());
    } else {
      assertThat(schemas.problems("prompt-record", bytes)).isEmpty();
      PromptRecord record = new PromptRecordDecoder().decode(bytes);
      if (record.program() instanceof ProgramRef.Inline inline) {
        assertThat(ProgramJson.read(inline.json()).name()).isEqualTo("ask");
      }
    }
  }
}
