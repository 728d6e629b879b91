package io.sglflink.program.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.program.GuidePrograms;
import io.sglflink.program.Program;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuideProgramsTest {

  static List<Program> programs() {
    return GuidePrograms.all();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void builderAndJsonSayTheSame(Program built) throws IOException {
    byte[] json = json(built.name());

    assertThat(ProgramJson.read(json)).isEqualTo(built);
    assertThat(ProgramJson.write(built)).isEqualTo(new JsonMapper().readTree(json));
    assertThat(ProgramSchema.validate(new JsonMapper().readTree(json))).isEmpty();
  }

  private static byte[] json(String name) throws IOException {
    String resource = "/io/sglflink/program/guide/" + name + ".json";
    try (InputStream in = GuideProgramsTest.class.getResourceAsStream(resource)) {
      return in.readAllBytes();
    }
  }
}
