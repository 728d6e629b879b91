package io.sglflink.job.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Prints the demo's records as they come, and a table of them at the end. */
final class DemoReport {

  private static final int VALUE_WIDTH = 72;
  private static final String ROW = "%-22s %8s %10s %8s %12s %10s%n";

  private final PrintWriter out;
  private final Map<String, Tally> tallies = new TreeMap<>();
  private int seen;

  DemoReport(PrintWriter out) {
    this.out = out;
  }

  /** Records printed so far. */
  int seen() {
    return seen;
  }

  void result(JsonNode result) {
    seen++;
    String program = result.path("program").asText();
    Tally tally = tallies.computeIfAbsent(program, name -> new Tally());
    tally.completed++;
    tally.cached += result.path("usage").path("cached_tokens").asLong();
    tally.generated += result.path("usage").path("completion_tokens").asLong();
    out.println(result.path("id").asText() + " · " + program);
    for (Map.Entry<String, JsonNode> variable : result.path("variables").properties()) {
      out.println("    " + variable.getKey() + " = " + shorten(variable.getValue().toString()));
    }
  }

  void deadLetter(JsonNode letter) {
    seen++;
    tallies.computeIfAbsent("(dead letters)", name -> new Tally()).failed++;
    out.println(letter.path("id").asText("(no id)") + " · dead letter");
    out.println("    " + letter.path("code").asText() + ": " + letter.path("message").asText());
  }

  void table() {
    out.println();
    out.printf(ROW, "program", "records", "completed", "failed", "from cache", "generated");
    tallies.forEach(
        (program, tally) ->
            out.printf(
                ROW,
                program,
                grouped(tally.completed + tally.failed),
                grouped(tally.completed),
                grouped(tally.failed),
                grouped(tally.cached),
                grouped(tally.generated)));
    out.println();
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String shorten(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= VALUE_WIDTH
        ? text
        : text.substring(0, text.offsetByCodePoints(0, VALUE_WIDTH - 1)) + "…";
  }

  /** Counts of one program. */
  private static final class Tally {
    private long completed;
    private long failed;
    private long cached;
    private long generated;
  }
}
