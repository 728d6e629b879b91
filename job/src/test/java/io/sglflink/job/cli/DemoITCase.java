package io.sglflink.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.job.ProgramFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's first command. */
final class DemoITCase {

  private static final Path EXAMPLES = TestInstallation.real().examples();

  @Test
  void answersTheExamplesOnceScoresThemAndLeavesNothingBehind() throws IOException {
    Set<Long> children = children();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    int status =
        Main.execute(TestInstallation.real(), new PrintWriter(out), new PrintWriter(err), "demo");

    assertThat(status).as(err.toString()).isZero();
    String text = out.toString();
    assertThat(headings(text))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(programsThatAnswer());
    assertThat(text)
        .contains("mistake-1 · dead letter\n  unknown_program: ")
        .contains("mistake-2 · dead letter\n  invalid_argument: ")
        .contains("image-1 · dead letter\n  image_unsupported: ")
        .containsPattern("(?m)^records  (\\d+): \\d+ completed, 3 failed$");
    assertThat(accuracies(text))
        .containsKeys("sentiment", "topic", "yes_no", "date", "price", "person", "json", "judge")
        .containsKeys("agent", "dialog", "qa", "word_problem", "majority of 8")
        .allSatisfy((task, percent) -> assertThat(percent).as(task).isGreaterThanOrEqualTo(50));
    assertThat(children()).isEqualTo(children);
    assertThat(leftBehind()).isEmpty();
  }

  /** The programs whose results are shown. */
  private static List<String> headings(String out) {
    return Pattern.compile("(?m)^\\S+ · (\\w+)(?: · (?:right|wrong))?$")
        .matcher(out)
        .results()
        .map(heading -> heading.group(1))
        .toList();
  }

  private static Set<String> programsThatAnswer() throws IOException {
    Set<String> names = ProgramFiles.load(EXAMPLES.resolve("programs")).names();
    return names.stream().filter(name -> !name.equals("image_qa")).collect(Collectors.toSet());
  }

  /** The rows of the table: task and accuracy in percent. */
  private static Map<String, Double> accuracies(String out) {
    return Pattern.compile("(?m)^ *(\\w[\\w ]*\\w) +[\\d,]+ +[\\d,]+ +([\\d.]+)%")
        .matcher(out)
        .results()
        .collect(Collectors.toMap(row -> row.group(1), row -> Double.parseDouble(row.group(2))));
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
