package io.sglflink.program.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.program.GuidePrograms;
import io.sglflink.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs of {@code examples/programs} are of the form that the schema describes. */
class ExampleProgramsTest {

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(GuidePrograms.EXAMPLES)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void isReadAndWrittenBack(Path file) throws IOException {
    JsonNode json = new JsonMapper().readTree(file.toFile());

    Program program = ProgramJson.read(json);

    assertThat(file).hasFileName(program.name() + ".json");
    assertThat(ProgramJson.read(ProgramJson.write(program))).isEqualTo(program);
    assertThat(ProgramSchema.validate(json)).isEmpty();
  }

  @Test
  void theProgramsInTheDocsAreSome() throws IOException {
    String docs = Files.readString(Path.of("..", "docs", "programs.md"));
    Matcher blocks = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(docs);
    List<String> programs = blocks.results().map(block -> block.group(1)).toList();

    assertThat(programs.stream().map(json -> ProgramJson.read(json).name()))
        .containsExactly("chat", "tips");
    for (String json : programs) {
      assertThat(ProgramSchema.validate(new JsonMapper().readTree(json))).isEmpty();
    }
  }
}
