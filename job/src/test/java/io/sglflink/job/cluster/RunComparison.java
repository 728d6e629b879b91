package io.sglflink.job.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares results with those of an undisturbed run.
 *
 * <p>Another batch rounds otherwise in the last bits, which turns a choice only where two tokens
 * are as likely as each other (the gap of their log-probabilities is tiny), or where a draw's
 * random number meets the border between two. In both cases the model said the same: the drift
 * between the log-probabilities of the two runs is tiny.
 */
final class RunComparison {

  /** Far above float32's rounding, and far below what a lost or doubled token does. */
  private static final double BOUND = 1e-3;

  private RunComparison() {}

  /**
   * Where a run left the undisturbed one.
   *
   * @param at the first step that differs, and the token in it
   * @param gap between the log-probabilities of what the two took, as the undisturbed run saw it
   * @param drift the most that a log-probability differs between the runs at that place
   */
  private record Difference(String id, String at, double gap, double drift) {

    boolean explained() {
      return drift <= BOUND && (id.startsWith(ChaosPrompts.SAMPLED) || gap <= BOUND);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "  %s at %s: gap %.2e, drift %.2e", id, at, gap, drift);
    }
  }

  /** Asserts that they are equal but for near-ties, and writes a report of those. */
  static void compare(String name, Map<String, JsonNode> expected, Map<String, JsonNode> actual)
      throws IOException {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    List<Difference> differences = new ArrayList<>();
    new TreeMap<>(expected)
        .forEach(
            (id, result) -> {
              if (!content(result).equals(content(actual.get(id)))) {
                differences.add(difference(id, result, actual.get(id)));
              }
            });
    StringBuilder report = new StringBuilder();
    report.append(
        String.format(
            "%s: %d of %d results equal those of the undisturbed run, %d turned at a tie or draw%n",
            name, expected.size() - differences.size(), expected.size(), differences.size()));
    differences.forEach(each -> report.append(each).append(System.lineSeparator()));
    System.out.print(report);
    Path file = Files.createDirectories(Path.of("target", "chaos")).resolve(name + ".txt");
    Files.writeString(file, report, UTF_8);
    assertThat(differences).as("differences that are no near-ties").allMatch(Difference::explained);
    assertThat(differences.size())
        .as("near-ties among %d runs", expected.size())
        .isLessThanOrEqualTo(1 + expected.size() / 50);
  }

  private static List<JsonNode> content(JsonNode result) {
    return List.of(result.get("variables"), result.get("text"));
  }

  private static Difference difference(String id, JsonNode expected, JsonNode actual) {
    Map<String, JsonNode> steps = new HashMap<>();
    actual.get("steps").forEach(step -> steps.put(step.get("path").asText(), step));
    for (JsonNode step : expected.get("steps")) {
      String path = step.get("path").asText();
      JsonNode other = steps.get(path);
      if (other == null) {
        return new Difference(id, path + " is missing", Double.POSITIVE_INFINITY, 0);
      }
      Difference found =
          step.has("choices") ? choice(id, path, step, other) : token(id, path, step, other);
      if (found != null) {
        return found;
      }
    }
    return new Difference(id, "no step", Double.POSITIVE_INFINITY, 0);
  }

  private static Difference choice(String id, String path, JsonNode expected, JsonNode actual) {
    int mine = expected.get("best").asInt();
    int other = actual.get("best").asInt();
    if (mine == other) {
      return null;
    }
    double drift = 0;
    for (int i = 0; i < expected.get("choices").size(); i++) {
      drift = Math.max(drift, Math.abs(score(expected, i) - score(actual, i)));
    }
    return new Difference(
        id, path, Math.abs(score(expected, mine) - score(expected, other)), drift);
  }

  private static double score(JsonNode step, int choice) {
    return step.get("choices").get(choice).get("normalized_logprob").asDouble();
  }

  private static Difference token(String id, String path, JsonNode expected, JsonNode actual) {
    JsonNode mine = expected.path("logprobs").path("output");
    JsonNode other = actual.path("logprobs").path("output");
    for (int i = 0; i < Math.min(mine.size(), other.size()); i++) {
      int taken = mine.get(i).get("token").asInt();
      int instead = other.get(i).get("token").asInt();
      if (taken != instead) {
        Map<Integer, Double> before = logprobs(mine.get(i));
        Map<Integer, Double> after = logprobs(other.get(i));
        double drift = 0;
        for (Map.Entry<Integer, Double> each : before.entrySet()) {
          if (after.containsKey(each.getKey())) {
            drift = Math.max(drift, Math.abs(each.getValue() - after.get(each.getKey())));
          }
        }
        double gap = Math.abs(before.get(taken) - before.getOrDefault(instead, after.get(instead)));
        return new Difference(id, path + " token " + i, gap, drift);
      }
    }
    return mine.size() == other.size()
        ? null
        : new Difference(
            id, path + " ends otherwise", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private static Map<Integer, Double> logprobs(JsonNode position) {
    Map<Integer, Double> all = new HashMap<>();
    all.put(position.get("token").asInt(), position.get("logprob").asDouble());
    position
        .path("top")
        .forEach(each -> all.put(each.get("token").asInt(), each.get("logprob").asDouble()));
    return all;
  }
}
