package io.sglflink.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The API on the real demo model, the documented example first. */
class DemoModelTest {

  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final Path MODEL = EXAMPLES.resolve("demo-model");
  private static final List<Map<String, String>> TEXTS =
      List.of(
          Map.of("text", "On July 6, 1988 Kate Hunt moved to Madrid"),
          Map.of("text", "Please return the book before August 6, 2018"));

  private static SglRuntime runtime;

  @BeforeAll
  static void open() {
    runtime = SglRuntime.open(MODEL);
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  private static SglProgram dates() throws IOException {
    return runtime.program(EXAMPLES.resolve("programs/extract_info_en.json"));
  }

  private static String printed() {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      FromJava.example(MODEL);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static String withoutSpace(String code) {
    return code.replaceAll("\\s", "");
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  @Test
  void theDocumentedExampleIsTheOneThatRunsAndPrintsWhatItSays() throws IOException {
    String example =
        withoutSpace(
            between(
                read("src/test/java/io/sglflink/runtime/api/FromJava.java"), "// begin", "// end"));
    String javadoc =
        read("src/main/java/io/sglflink/runtime/api/SglRuntime.java").replaceAll("\n \\* ?", "\n");
    String readme = between(read("../README.md"), "## From Java", "\n## ");
    assertThat(withoutSpace(between(javadoc, "<pre>{@code", "}</pre>"))).isEqualTo(example);
    assertThat(withoutSpace(between(readme, "```java", "```"))).isEqualTo(example);
    assertThat(printed().strip()).isEqualTo(between(readme, "It prints\n\n```\n", "\n```"));
  }

  @Test
  void runtimesOfTheSameModelShareItsEngine() throws IOException {
    long before = runtime.stats().promptTokens();
    try (SglRuntime other = SglRuntime.open(MODEL.toAbsolutePath())) {
      other.program(EXAMPLES.resolve("programs/extract_info_en.json")).run(TEXTS.get(0));
      assertThat(runtime.stats().promptTokens()).isGreaterThan(before);
    }
    assertThat(dates().run(TEXTS.get(0)).get("date")).isEqualTo("1988-07-06");
  }

  @Test
  void aStateHasTheNumbersOfItsSteps() throws IOException {
    SglState state = dates().run(TEXTS.get(0));
    assertThat(state.meta("date").orElseThrow().promptTokens()).isPositive();
    assertThat(state.meta("date").orElseThrow().completionTokens()).isPositive();
  }

  @Test
  void aFlushedCacheHasNothingForTheNextRun() throws IOException {
    dates().run(TEXTS.get(0));
    assertThat(cached()).isPositive();
    assertThat(runtime.flushCache()).isPositive();
    assertThat(cached()).isZero();
  }

  private static int cached() throws IOException {
    return dates().run(TEXTS.get(0)).meta("date").orElseThrow().cachedTokens();
  }

  @Test
  void theTextOfARunIsReadWhileItIsMade() throws IOException {
    SglRun run = dates().start(TEXTS.get(1));
    List<String> parts = run.text().toList();
    SglState state = run.await();
    assertThat(parts).hasSizeGreaterThan(2);
    assertThat(String.join("", parts)).isEqualTo(state.text());
    assertThat(run.text("date").collect(Collectors.joining())).isEqualTo(state.get("date"));
  }
}
