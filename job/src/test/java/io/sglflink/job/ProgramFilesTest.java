package io.sglflink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramFilesTest {

  @TempDir private Path directory;

  @Test
  void takesTheJsonFilesOfADirectory() throws IOException {
    write("问答.json", program("问答"));
    write("qa.json", program("qa"));
    write("notes.txt", "no program");
    assertThat(ProgramFiles.load(directory).names()).containsExactlyInAnyOrder("问答", "qa");
  }

  @Test
  void takesOneFile() throws IOException {
    Path file = write("qa.json", program("qa"));
    write("other.json", program("other"));
    assertThat(ProgramFiles.load(file).names()).containsExactly("qa");
  }

  @Test
  void reportsEveryProblemOfEveryFileWithPointerAndCode() throws IOException {
    Path first =
        write(
            "a.json",
            """
            {"sglang":1,"name":"a","body":[
              {"type":"text","value":[{"arg":"nobody"}]},
              {"type":"gen","name":"x","top_p":7}]}
            """);
    Path second = write("b.json", "{\"sglang\":1,");
    write("c.json", program("fine"));
    assertThatThrownBy(() -> ProgramFiles.load(directory))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll(
            first + ": /body/0/value",
            "[unknown_argument]",
            first + ": /body/1/top_p",
            "[out_of_range]",
            second + ": (root)",
            "[malformed_json]")
        .hasMessageNotContaining("c.json");
  }

  @Test
  void twoFilesMayNotHaveOneName() throws IOException {
    Path first = write("a.json", program("qa"));
    Path second = write("b.json", program("qa"));
    assertThatThrownBy(() -> ProgramFiles.load(directory))
        .hasMessage(
            "the programs cannot be used:\n  %s: the program 'qa' is also in %s: rename one",
            second, first);
  }

  @Test
  void compilesPythonFiles() throws IOException {
    Files.writeString(
        directory.resolve("two.py"),
        """
        import sglang as sgl

        @sgl.function
        def one(s):
            s += sgl.gen("x")

        @sgl.function
        def two(s):
            r = one()
            s += r["x"]
        """);
    assertThat(ProgramFiles.load(directory).names()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void saysWhatIsMissing() {
    Path absent = directory.resolve("absent.json");
    assertThatThrownBy(() -> ProgramFiles.load(absent))
        .hasMessage(
            "the programs cannot be used:\n  %s: cannot be read: there is no such file", absent);
    assertThatThrownBy(() -> ProgramFiles.load(directory))
        .hasMessage(
            "the directory '%s' has no *.json or *.py file: give a directory of programs or one"
                + " program",
            directory);
  }

  private static String program(String name) {
    return """
        {"sglang":1,"name":"%s","parameters":[{"name":"text"}],
         "body":[{"type":"text","value":[{"arg":"text"}]},{"type":"gen","name":"answer"}]}
        """
        .formatted(name);
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }
}
