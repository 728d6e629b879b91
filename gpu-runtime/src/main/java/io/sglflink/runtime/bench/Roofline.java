package io.sglflink.runtime.bench;

import io.sglflink.runtime.checkpoint.ModelConfig;

/**
 * The time that a load takes at least on a device that does nothing but read memory and multiply.
 *
 * <p>With W the bytes of the weights, K those of one token's keys and values, B bytes per second
 * and F operations per second:
 *
 * <pre>
 * weights    = steps · W / B
 * kv         = reads · K / B
 * arithmetic = (2 · body · rows + 2 · head · drawn + 4 · layers · heads · size · pairs) / F
 * seconds    = max(weights + kv, arithmetic)
 * </pre>
 *
 * <p>{@code steps} is the least number that can draw all tokens: the longest chain of outputs that
 * depend on each other, or all of them over the requests that may run side by side. {@code reads}
 * are the tokens before each decode row, once counted per request and once with a shared prefix
 * read for all at once. {@code rows} are the prompt tokens that must be computed and the decode
 * rows, {@code pairs} those and the tokens that they attend to, {@code drawn} the rows that need
 * logits. Layers that slide count as if they did not, and experts as if every token went through
 * all.
 *
 * @param bytesPerSecond memory bandwidth
 * @param flops operations per second of matrix products
 */
public record Roofline(double bytesPerSecond, double flops) {

  public Roofline {
    if (!(bytesPerSecond > 0) || !(flops > 0)) {
      throw new IllegalArgumentException(
          String.format(
              "bandwidth is %s and flops is %s: both must be over 0", bytesPerSecond, flops));
    }
  }

  /**
   * A model's sizes.
   *
   * @param config its dimensions
   * @param parameters number of its weights
   * @param weightBytes bytes of them as they lie in memory
   * @param slotBytes bytes of one token's keys and values
   */
  record Model(ModelConfig config, long parameters, long weightBytes, long slotBytes) {

    /** Weights of the matrix that makes logits. */
    long head() {
      return (long) config.vocabSize() * config.hiddenSize();
    }

    /** Weights that every row meets. */
    long body() {
      return parameters - (config.tieWordEmbeddings() ? 1 : 2) * head();
    }
  }

  /**
   * Seconds; {@code tree} stands for a shared prefix that is read once.
   *
   * @param step of one step in which all requests decode, on average
   */
  record Bound(
      double weights,
      double kv,
      double treeKv,
      double arithmetic,
      double total,
      double treeTotal,
      double step,
      double treeStep) {}

  Bound of(Model model, Outcome outcome, int maxRunning) {
    PromptTree tree = outcome.tree();
    long steps =
        Math.max(outcome.longestChain(), (outcome.outputTokens() + maxRunning - 1) / maxRunning);
    double weightsOnce = model.weightBytes() / bytesPerSecond;
    double weights = steps * weightsOnce;
    double kv = tree.reads() * model.slotBytes() / bytesPerSecond;
    double treeKv = tree.readsOfTree() * model.slotBytes() / bytesPerSecond;
    long drawn = outcome.outputTokens() + outcome.scoredTokens();
    long decoded = outcome.outputTokens() - Math.min(outcome.outputTokens(), outcome.requests());
    double arithmetic =
        2.0 * model.body() * (tree.prefill() + decoded)
            + 2.0 * model.head() * drawn
            + attention(model.config()) * (tree.prefillPairs() + tree.reads());
    double rows = Math.max(1, tree.mostRows());
    double stepArithmetic =
        2.0 * (model.body() + model.head()) * outcome.requests()
            + attention(model.config()) * tree.reads() / rows;
    return new Bound(
        weights,
        kv,
        treeKv,
        arithmetic / flops,
        Math.max(weights + kv, arithmetic / flops),
        Math.max(weights + treeKv, arithmetic / flops),
        Math.max(weightsOnce + kv / rows, stepArithmetic / flops),
        Math.max(weightsOnce + treeKv / rows, stepArithmetic / flops));
  }

  /** Operations of one row and one token that it attends to: a score, and its share of a value. */
  private static double attention(ModelConfig config) {
    return 4.0 * config.layers() * config.heads() * config.headDim();
  }
}
