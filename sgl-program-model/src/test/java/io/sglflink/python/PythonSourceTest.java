package io.sglflink.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.program.Program;
import io.sglflink.program.ProgramArbitraries;
import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

  /** Of a few hand-written programs the source is not compiled: they nest copies in given nodes. */
  @Property(tries = 40)
  void anyProgramIsShown(@ForAll("programs") Program program) {
    assertThat(PythonSource.show(program)).contains("@sgl.function", "import sglang as sgl");
  }

  @Provide
  Arbitrary<Program> programs() {
    return ProgramArbitraries.valid();
  }
}
