package io.sglflink.runtime.engine;

import io.sglflink.runtime.BoundedCache;
import java.util.regex.Pattern;

/**
 * How long outputs are expected to become, learned from those that have ended.
 *
 * <p>Outputs of one step of a program are alike, so each step has its own figures: running mean and
 * mean deviation, with the weights that TCP gives round-trip times (Jacobson, "Congestion Avoidance
 * and Control", 1988; RFC 6298). Iterations of a loop are one step.
 */
final class OutputEstimates {

  /** The part of {@code max_tokens} that is expected while nothing is known; SGLang's figure. */
  private static final double SHARE_OF_UNKNOWN = 0.7;

  private static final double MEAN_WEIGHT = 1.0 / 8;
  private static final double DEVIATION_WEIGHT = 1.0 / 4;
  private static final Pattern ITERATION = Pattern.compile("\\[\\d+]");

  private final BoundedCache<Step, Lengths> known;

  private record Step(String program, String path) {

    static Step of(TokenRequest request) {
      String path = ITERATION.matcher(request.id().step()).replaceAll("");
      return new Step(request.serving().program(), path);
    }
  }

  private record Lengths(double mean, double deviation) {

    Lengths with(int length) {
      double error = length - mean;
      return new Lengths(
          mean + MEAN_WEIGHT * error, deviation + DEVIATION_WEIGHT * (Math.abs(error) - deviation));
    }
  }

  /**
   * @param steps how many steps are remembered; the one that was used longest ago goes first
   */
  OutputEstimates(int steps) {
    this.known = new BoundedCache<>(steps);
  }

  /** Output tokens to expect of {@code request}, at most its {@code max_tokens}. */
  int expected(TokenRequest request) {
    int most = request.sampling().maxTokens();
    Lengths lengths = known.get(Step.of(request));
    double expected =
        lengths == null ? SHARE_OF_UNKNOWN * most : lengths.mean() + lengths.deviation();
    return (int) Math.min(most, Math.ceil(expected));
  }

  /** Takes note that {@code request} has ended by itself after {@code length} output tokens. */
  void learn(TokenRequest request, int length) {
    Step step = Step.of(request);
    Lengths before = known.get(step);
    known.put(step, before == null ? new Lengths(length, length / 2.0) : before.with(length));
  }
}
