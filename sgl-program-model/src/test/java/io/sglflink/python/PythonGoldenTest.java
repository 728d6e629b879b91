package io.sglflink.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sglflink.program.Program;
import io.sglflink.program.json.ProgramJson;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide's programs as they stand, SGLang's test programs and examples: what they become. */
final class PythonGoldenTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @MethodSource("io.sglflink.python.Sources#files")
  void everyFunctionBecomesItsProgram(String file) throws IOException {
    String name = file.substring(file.lastIndexOf('/') + 1);
    for (Program program : Sources.compile(Sources.read(file))) {
      String golden =
          Sources.read("golden/" + name.replace(".py", "") + "/" + program.name() + ".json");
      assertThat(MAPPER.readTree(ProgramJson.write(program.withoutSource()).toString()))
          .as(program.name())
          .isEqualTo(MAPPER.readTree(golden));
    }
  }
}
