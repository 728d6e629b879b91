package io.sglflink.runtime.torch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sampling in float64: temperature, then top-k, top-p and min-p together on the same distribution,
 * then one draw by inversion, in the vocabulary's order where nothing is dropped and from the most
 * likely token on where something may be.
 */
final class ReferenceSampler {

  private final int vocabulary;
  private final List<Integer> kept = new ArrayList<>();
  private final double[] upTo;

  ReferenceSampler(double[] logits, double temperature, int topK, double topP, double minP) {
    this.vocabulary = logits.length;
    double[] probabilities = softmax(logits, temperature);
    boolean whole = (topK < 0 || topK >= vocabulary) && topP >= 1 && minP <= 0;
    List<Integer> order = new ArrayList<>(IntStream.range(0, vocabulary).boxed().toList());
    if (!whole) {
      order.sort(Comparator.comparingDouble((Integer token) -> -probabilities[token]));
    }
    double best = probabilities[order.get(0)];
    double before = 0;
    List<Double> sums = new ArrayList<>();
    for (int token : order) {
      boolean tooMany = topK >= 0 && kept.size() >= topK;
      if (!whole && (before > topP || tooMany || probabilities[token] < minP * best)) {
        break;
      }
      before += probabilities[token];
      kept.add(token);
      sums.add(before);
    }
    upTo = sums.stream().mapToDouble(sum -> sum / sums.get(sums.size() - 1)).toArray();
  }

  /**
   * A logit after its edit: divided by the repetition penalty where it is positive, multiplied
   * elsewhere (Keskar et al., "CTRL", 2019), then biased.
   */
  static double edited(double logit, double repetition, double bias) {
    return (logit > 0 ? logit / repetition : logit * repetition) + bias;
  }

  private static double[] softmax(double[] logits, double temperature) {
    double best = IntStream.range(0, logits.length).mapToDouble(i -> logits[i]).max().orElseThrow();
    double[] weights = new double[logits.length];
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp((logits[i] - best) / temperature);
      total += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= total;
    }
    return weights;
  }

  /** The tokens that may be drawn, in the order in which a draw passes them. */
  List<Integer> kept() {
    return kept;
  }

  /** Probability of each token of the vocabulary. */
  double[] probabilities() {
    double[] probabilities = new double[vocabulary];
    for (int i = 0; i < upTo.length; i++) {
      probabilities[kept.get(i)] = upTo[i] - (i == 0 ? 0 : upTo[i - 1]);
    }
    return probabilities;
  }

  int draw(double uniform) {
    int i = 0;
    while (upTo[i] <= uniform && i < upTo.length - 1) {
      i++;
    }
    return kept.get(i);
  }

  /** Whether rounding to float32 could turn this draw into its neighbour. */
  boolean isNearBoundary(double uniform) {
    return IntStream.range(0, upTo.length - 1).anyMatch(i -> Math.abs(upTo[i] - uniform) < 1e-6);
  }
}
