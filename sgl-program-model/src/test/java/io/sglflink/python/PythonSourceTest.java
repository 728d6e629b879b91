package io.sglflink.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.program.Program;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PythonSourceTest {

  @ParameterizedTest
  @MethodSource("io.sglflink.python.Sources#files")
  void whatIsShownOfACompiledProgramCompilesToTheSameProgram(String file) throws IOException {
    for (Program program : Sources.compile(Sources.read(file))) {
      String shown = PythonSource.show(program);
      assertThat(Sources.compile(shown, program.name()).withoutSource())
          .as(shown)
          .isEqualTo(program.withoutSource());
    }
  }
}
