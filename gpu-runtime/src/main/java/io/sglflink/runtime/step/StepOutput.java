package io.sglflink.runtime.step;

/**
 * A step's answer.
 *
 * @param tokens the drawn tokens in the order of the step's draws; −1 where the logits were not
 *     finite
 * @param drawn log-probabilities of the drawn tokens; empty unless asked for
 * @param scored log-probabilities of the scored targets
 */
public record StepOutput(int[] tokens, Logprobs[] drawn, Logprobs[] scored) {

  /**
   * The log-probability of one token among its alternatives.
   *
   * @param logprob natural logarithm of the token's probability
   * @param topTokens the most likely tokens, best first
   * @param topLogprobs their log-probabilities
   */
  public record Logprobs(double logprob, int[] topTokens, double[] topLogprobs) {}

  /** Reads the flat form that decoder.py documents. */
  public static StepOutput parse(double[] flat, StepInput input) {
    int draws = input.draws().rows().length;
    int width = 1 + 2 * input.top();
    int[] tokens = new int[draws];
    for (int i = 0; i < draws; i++) {
      tokens[i] = (int) flat[i];
    }
    Logprobs[] drawn = new Logprobs[input.draws().logprobs() ? draws : 0];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = row(flat, draws + i * width, input.top());
    }
    int scoredStart = draws + drawn.length * width;
    Logprobs[] scored = new Logprobs[input.scored().length];
    for (int i = 0; i < scored.length; i++) {
      scored[i] = row(flat, scoredStart + i * width, input.top());
    }
    return new StepOutput(tokens, drawn, scored);
  }

  private static Logprobs row(double[] flat, int start, int top) {
    int[] tokens = new int[top];
    double[] logprobs = new double[top];
    for (int i = 0; i < top; i++) {
      tokens[i] = (int) flat[start + 1 + i];
      logprobs[i] = flat[start + 1 + top + i];
    }
    return new Logprobs(flat[start], tokens, logprobs);
  }
}
