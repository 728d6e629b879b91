package io.sglflink.runtime.step;

import java.util.List;

/**
 * One step's work. Rows are tokens; the rows of one request are neighbours.
 *
 * @param ids token id of each row; −1 − i stands for the i-th token drawn by the step launched
 *     before this one
 * @param positions position of each row's token in its sequence, from 0
 * @param lengthened 1 for each row of a sequence that is rotated as a long one, 0 for the others
 * @param slots pool slot that takes each row's keys and values
 * @param attention the work of layers that attend to everything
 * @param sliding the work of layers that attend to a window; nothing when the model has none
 * @param draws the tokens to draw
 * @param scored rows whose next token's log-probability is wanted
 * @param targets that next token, one per entry of {@code scored}
 * @param top most likely tokens to report wherever log-probabilities are reported
 */
public record StepInput(
    long[] ids,
    long[] positions,
    long[] lengthened,
    long[] slots,
    Attention attention,
    Attention sliding,
    Draws draws,
    long[] scored,
    long[] targets,
    int top) {

  /**
   * Attention work: the rows of a segment attend its slots. A row has one segment in a wave at
   * most, its segments are disjoint, and their partial results are merged.
   *
   * @param segments five numbers each: first row, rows, first slot, slots, kind
   * @param waves three numbers each: end of the wave in the segment list, most rows and most slots
   *     of one of its segments
   */
  public record Attention(long[] segments, long[] waves) {

    /** Kind of a segment whose rows see all of its slots. */
    public static final int PLAIN = 0;

    /**
     * Kind of a segment whose last row sees the last slot, and each row before it one slot less.
     * Only the first wave has them.
     */
    public static final int CAUSAL = 1;

    /**
     * Kind of a short segment of one row: one operator call attends those of all waves, padded to
     * the longest. They come last in their wave. Only {@link StepModel.SegmentStyle#EACH} has them.
     */
    public static final int GATHERED = 2;

    /** No work. */
    public static final Attention NOTHING = new Attention(new long[0], new long[0]);
  }

  /**
   * The tokens to draw: greedy rows first, then sampled ones.
   *
   * @param rows rows after which a token is drawn
   * @param greedy how many of them take the most likely token
   * @param numbers temperature of each sampled row, then top-p of each, min-p of each and a uniform
   *     number in [0, 1) of each
   * @param topK tokens kept, of each sampled row; at least 1
   * @param filtered whether any sampled row keeps less than the whole vocabulary
   * @param edits what changes in the logits before the draw
   * @param logprobs whether log-probabilities of the drawn tokens are reported
   * @param guided whether any row may not draw every token: {@link Masks} follow
   */
  public record Draws(
      long[] rows,
      int greedy,
      double[] numbers,
      long[] topK,
      boolean filtered,
      Edits edits,
      boolean logprobs,
      boolean guided) {}

  /**
   * Single logits that change before a draw: one that is positive is divided by its repetition
   * penalty, any other multiplied by it; then the bias is added. Each pair of row and token comes
   * once.
   *
   * @param rows index in {@code Draws.rows}
   * @param tokens the token whose logit changes
   * @param repetition repetition penalty, over 0; 1 for none
   * @param bias what is added; minus infinity forbids the token
   */
  public record Edits(long[] rows, long[] tokens, double[] repetition, double[] bias) {}

  /**
   * Which tokens may be drawn where not all may.
   *
   * @param rows index in {@code Draws.rows} of each row that may not draw every token
   * @param mask index in {@code words} of each such row's mask
   * @param words masks that differ: a bit for each token of the vocabulary, the least significant
   *     bit of the first word for token 0; bits after the vocabulary are 0
   */
  public record Masks(long[] rows, long[] mask, List<long[]> words) {

    public Masks {
      words = List.copyOf(words);
    }
  }
}
