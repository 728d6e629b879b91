package io.sglflink.operators;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** Programs and records of the tests. */
public final class TestPrograms {

  /** Two generations and a selection. */
  public static final String THREE_STEPS =
      """
      {"sglang": 1, "name": "three", "parameters": [{"name": "question"}], "body": [
        {"type": "text", "value": ["请回答:", {"arg": "question"}, "\\n"]},
        {"type": "gen", "name": "first"},
        {"type": "gen", "name": "second", "max_tokens": 8},
        {"type": "select", "name": "verdict", "choices": ["yes", "no"]}]}
      """;

  /** One generation. */
  public static final String ONE_STEP =
      """
      {"sglang": 1, "name": "one", "parameters": [{"name": "question"}], "body": [
        {"type": "text", "value": {"arg": "question"}},
        {"type": "gen", "name": "answer"}]}
      """;

  /** Two generations side by side, and one that goes on with both. */
  public static final String FORKED =
      """
      {"sglang": 1, "name": "forked", "parameters": [{"name": "question"}], "body": [
        {"type": "text", "value": {"arg": "question"}},
        {"type": "fork", "name": "f", "count": 2, "body": [
          {"type": "text", "value": {"local": "i"}},
          {"type": "gen", "name": "draft", "max_tokens": 8}], "item": "i"},
        {"type": "join", "state": "f"},
        {"type": "text", "value": {"join": ["\\n", {"var": "draft"}]}},
        {"type": "gen", "name": "answer"}]}
      """;

  private TestPrograms() {}

  public static ProgramLibrary library() {
    return ProgramLibrary.of(
        Map.of(
            "three", THREE_STEPS.getBytes(UTF_8),
            "forked", FORKED.getBytes(UTF_8),
            "one", ONE_STEP.getBytes(UTF_8)));
  }

  /** A record that asks {@code program}. */
  public static byte[] record(String id, String program) {
    return String.format(
            "{\"id\":\"%s\",\"program\":\"%s\",\"args\":{\"question\":\"%s 是什么?\"}}",
            id, program, id)
        .getBytes(UTF_8);
  }
}
