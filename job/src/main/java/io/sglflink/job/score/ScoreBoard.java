package io.sglflink.job.score;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Scores results by task as they come.
 *
 * <p>A vote follows SGLang's guide, 4.4: the most frequent answer of a problem's samples wins, and
 * among equals the one of the sample with the first id.
 */
public final class ScoreBoard {

  private final Answers answers;
  private final Map<String, Tally> tallies = new TreeMap<>();

  public ScoreBoard(Answers answers) {
    this.answers = answers;
  }

  /**
   * Counts a result record, also a failed one. A record without a known answer counts for nothing.
   *
   * @return whether it is right; null when no answer is known
   */
  public Boolean add(JsonNode result) {
    Answer answer = answers.of(result.path("id").asText());
    if (answer == null) {
      return null;
    }
    boolean right = answer.isRight(result.path("variables"));
    tallies.computeIfAbsent(answer.task(), task -> new Tally()).add(answer, result, right);
    return right;
  }

  /** Scores by task, in the tasks' alphabetical order. */
  public SortedMap<String, Score> scores() {
    SortedMap<String, Score> scores = new TreeMap<>();
    tallies.forEach((task, tally) -> scores.put(task, tally.score()));
    return scores;
  }

  /** Counts of one task. */
  private static final class Tally {

    private int records;
    private int right;
    private long promptTokens;
    private long cachedTokens;
    private long generatedTokens;
    private double runningMillis;
    private final Map<String, SortedMap<String, Sample>> samples = new LinkedHashMap<>();

    void add(Answer answer, JsonNode result, boolean isRight) {
      records++;
      right += isRight ? 1 : 0;
      JsonNode usage = result.path("usage");
      promptTokens += usage.path("prompt_tokens").asLong();
      cachedTokens += usage.path("cached_tokens").asLong();
      generatedTokens += usage.path("completion_tokens").asLong();
      runningMillis += result.path("timings").path("running_ms").asDouble();
      if (answer.vote() != null) {
        samples
            .computeIfAbsent(answer.vote(), vote -> new TreeMap<>())
            .put(answer.id(), Sample.of(answer, result, isRight));
      }
    }

    Score score() {
      return new Score(
          records,
          right,
          samples.size(),
          (int) samples.values().stream().filter(Tally::majorityIsRight).count(),
          promptTokens,
          cachedTokens,
          generatedTokens,
          runningMillis);
    }

    private static boolean majorityIsRight(SortedMap<String, Sample> samples) {
      Map<List<String>, Integer> votes = new LinkedHashMap<>();
      samples.values().forEach(sample -> votes.merge(sample.values(), 1, Integer::sum));
      Integer most = votes.values().stream().max(Integer::compare).orElse(0);
      return samples.values().stream()
          .filter(sample -> votes.get(sample.values()).equals(most))
          .findFirst()
          .map(Sample::right)
          .orElse(false);
    }
  }

  /** The values that a sample votes for, and whether they are right. */
  private record Sample(List<String> values, boolean right) {

    static Sample of(Answer answer, JsonNode result, boolean right) {
      List<String> values = new ArrayList<>();
      for (String variable : answer.checks().keySet().stream().sorted().toList()) {
        values.add(result.path("variables").path(variable).asText().strip());
      }
      return new Sample(values, right);
    }
  }
}
