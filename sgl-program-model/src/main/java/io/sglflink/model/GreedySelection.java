package io.sglflink.model;

import io.sglflink.model.Scoring.ChoiceScore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * SGLang's greedy_token_selection. Choices that begin with the same tokens have the same
 * log-probabilities there: those that were computed apart may differ in their last bits, so the
 * first one's count for all.
 */
final class GreedySelection {

  private final List<ChoiceScore> scores;

  GreedySelection(List<ChoiceScore> scores) {
    this.scores = scores;
  }

  int best() {
    List<double[]> logprobs = logprobs();
    List<Integer> left = new ArrayList<>();
    int longest = 0;
    for (int i = 0; i < scores.size(); i++) {
      left.add(i);
      longest = Math.max(longest, logprobs.get(i).length);
    }
    for (int at = 0; at < longest && left.size() > 1; at++) {
      int position = at;
      double highest =
          left.stream().mapToDouble(i -> value(logprobs, i, position)).max().orElseThrow();
      left.removeIf(i -> value(logprobs, i, position) < highest);
    }
    return left.get(0);
  }

  private double value(List<double[]> logprobs, int choice, int position) {
    double[] own = logprobs.get(choice);
    return position < own.length ? own[position] : scores.get(choice).normalizedLogprob();
  }

  /** The log-probabilities of each choice, the same where choices begin the same. */
  private List<double[]> logprobs() {
    Map<Edge, Node> tree = new HashMap<>();
    List<double[]> logprobs = new ArrayList<>(scores.size());
    for (ChoiceScore score : scores) {
      double[] own = new double[score.tokens().size()];
      int parent = 0;
      for (int at = 0; at < own.length; at++) {
        TokenLogprob token = score.tokens().get(at);
        Node next = new Node(tree.size() + 1, token.logprob());
        Node known = tree.putIfAbsent(new Edge(parent, token.tokenId()), next);
        Node node = known == null ? next : known;
        own[at] = node.logprob();
        parent = node.id();
      }
      logprobs.add(own);
    }
    return logprobs;
  }

  private record Edge(int parent, int token) {}

  private record Node(int id, double logprob) {}
}
