package io.sglflink.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's first command. */
final class DemoITCase {

  private static final Path EXAMPLES = TestInstallation.real().examples();

  @Test
  void answersEveryExamplePromptOnceAndLeavesNothingBehind() throws IOException {
    Set<Long> children = children();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    int status =
        Main.execute(TestInstallation.real(), new PrintWriter(out), new PrintWriter(err), "demo");

    assertThat(status).as(err.toString()).isZero();
    Set<String> ids = promptIds();
    assertThat(ids).anyMatch(id -> id.startsWith("zh-")).anyMatch(id -> id.startsWith("en-"));
    for (String id : ids) {
      assertThat(out.toString().lines().filter(line -> line.startsWith(id + " · ")))
          .as(id)
          .hasSize(1);
    }
    assertThat(out.toString())
        .contains("zh-mistake-1 · dead letter\n    unknown_program: ")
        .contains("en-mistake-1 · dead letter\n    invalid_argument: ")
        .contains("records  " + ids.size() + ": " + (ids.size() - 2) + " completed, 2 failed")
        .contains("random weights: the text below is noise");
    assertThat(children()).isEqualTo(children);
    assertThat(leftBehind()).isEmpty();
  }

  private static Set<String> promptIds() throws IOException {
    Pattern id = Pattern.compile("^\\{\"id\": ?\"([^\"]+)\"");
    try (Stream<Path> files = Files.list(EXAMPLES.resolve("prompts"))) {
      return files
          .flatMap(DemoITCase::lines)
          .map(id::matcher)
          .filter(Matcher::find)
          .map(matcher -> matcher.group(1))
          .collect(Collectors.toSet());
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  /** Directories of this JVM's: others may run on the machine. */
  private static Set<Path> leftBehind() throws IOException {
    String pid = "-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> paths = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return paths
          .filter(path -> path.getFileName().toString().startsWith("sglang-"))
          .filter(path -> path.getFileName().toString().contains(pid))
          .collect(Collectors.toSet());
    }
  }
}
