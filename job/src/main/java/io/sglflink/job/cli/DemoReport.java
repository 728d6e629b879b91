package io.sglflink.job.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.job.score.Score;
import io.sglflink.job.score.ScoreBoard;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Prints one result of each program as it comes, every dead letter, and the scores at the end. */
final class DemoReport {

  private static final int LINES = 16;
  private static final int WIDTH = 100;
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\t]]");

  private final PrintWriter out;
  private final ScoreBoard board;
  private final Set<String> shown = new HashSet<>();
  private final List<String> wrong = new ArrayList<>();
  private final List<JsonNode> deadLetters = new ArrayList<>();
  private int seen;

  DemoReport(PrintWriter out, ScoreBoard board) {
    this.out = out;
    this.board = board;
  }

  /** Records that have come so far. */
  int seen() {
    return seen;
  }

  void result(JsonNode result) {
    seen++;
    Boolean right = board.add(result);
    if (Boolean.FALSE.equals(right)) {
      wrong.add(result.path("id").asText());
    }
    if (shown.add(result.path("program").asText())) {
      out.println(heading(result, right));
      printText(result.path("text").asText());
      for (Map.Entry<String, JsonNode> variable : result.path("variables").properties()) {
        out.println("  → " + shorten(variable.getKey() + " = " + variable.getValue()));
      }
      out.println();
    }
  }

  void deadLetter(JsonNode letter) {
    seen++;
    board.add(letter);
    deadLetters.add(letter);
  }

  /** The records that failed, as some examples are meant to. */
  void deadLetters() {
    for (JsonNode letter : deadLetters) {
      out.println(letter.path("id").asText("(no id)") + " · dead letter");
      out.println("  " + letter.path("code").asText() + ": " + letter.path("message").asText());
      out.println();
    }
  }

  /** The scores by task, with tokens and the mean time of a run among the others. */
  void table() {
    out.printf(
        "%-18s %8s %6s %9s %14s %11s %10s %10s%n",
        "task",
        "records",
        "right",
        "accuracy",
        "prompt tokens",
        "from cache",
        "generated",
        "s per run");
    board.scores().forEach(this::row);
    if (!wrong.isEmpty()) {
      out.println("wrong: " + String.join(", ", wrong.stream().sorted().toList()));
    }
    out.println();
  }

  private void row(String task, Score score) {
    out.printf(
        Locale.ROOT,
        "%-18s %,8d %,6d %8.1f%% %,14d %,11d %,10d %10.1f%n",
        task,
        score.records(),
        score.right(),
        100 * score.accuracy(),
        score.promptTokens(),
        score.cachedTokens(),
        score.generatedTokens(),
        score.runningMillis() / score.records() / 1000);
    if (score.problems() > 0) {
      out.printf(
          Locale.ROOT,
          "%-18s %,8d %,6d %8.1f%%%n",
          "  majority of " + score.records() / score.problems(),
          score.problems(),
          score.solved(),
          100 * score.majorityAccuracy());
    }
  }

  private static String heading(JsonNode result, Boolean right) {
    String verdict = right == null ? "" : right ? " · right" : " · wrong";
    return result.path("id").asText() + " · " + result.path("program").asText() + verdict;
  }

  private void printText(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    lines.stream().limit(LINES).forEach(line -> out.println("  " + shorten(line)));
    if (lines.size() > LINES) {
      out.println("  …");
    }
  }

  // A model may write anything, and a terminal obeys some of it.
  private static String shorten(String raw) {
    String text = CONTROLS.matcher(raw).replaceAll("\uFFFD");
    int length = text.codePointCount(0, text.length());
    return length <= WIDTH ? text : text.substring(0, text.offsetByCodePoints(0, WIDTH - 1)) + "…";
  }
}
