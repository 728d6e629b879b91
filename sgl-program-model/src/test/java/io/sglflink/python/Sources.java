package io.sglflink.python;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.program.Program;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

/** Python files among the test resources, and short ways to compile. */
final class Sources {

  private static final List<String> FILES =
      List.of(
          "guide/3_1_primitives.py",
          "guide/3_2_batch.py",
          "guide/3_3_constraints.py",
          "guide/4_1_chat.py",
          "guide/4_2_agent.py",
          "guide/4_3_extraction.py",
          "guide/4_4_self_consistency.py",
          "guide/4_5_judge.py",
          "guide/6_2_lazy.py",
          "guide/7_3_best_practice.py",
          "suite/constructs.py",
          "suite/test_programs.py",
          "suite/readme_examples.py");

  private Sources() {}

  static Stream<String> files() {
    return FILES.stream();
  }

  static String read(String file) throws IOException {
    try (InputStream in = Sources.class.getResourceAsStream("/python/" + file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** The programs of a source that has no problem. */
  static List<Program> compile(String source) {
    try {
      return PythonFrontEnd.compile(source, "test.py");
    } catch (PythonException e) {
      throw new AssertionError(e.getMessage() + "\nin\n" + source, e);
    }
  }

  /** The program of that name. */
  static Program compile(String source, String name) {
    return compile(source).stream()
        .filter(program -> program.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A program {@code p} of these statements. */
  static Program body(String parameters, String... statements) {
    String head = "import json, re\nimport sglang as sgl\n\n@sgl.function\n";
    String comma = parameters.isEmpty() ? "" : ", ";
    return compile(
        head + "def p(s" + comma + parameters + "):\n    " + String.join("\n    ", statements),
        "p");
  }
}
