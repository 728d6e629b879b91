package io.sglflink.runtime.step;

import java.util.List;

/**
 * One step's work. Rows are tokens; the rows of one request are neighbours.
 *
 * @param ids token id of each row
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
   * Attention work.
   *
   * @param segments five numbers each: first row, rows, first slot, slots, 1 if causal
   * @param waves three numbers each: end of the wave in the segment list, most rows and most slots
   *     of one of its segments
   */
  public record Attention(long[] segments, long[] waves) {

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
   * @param loweredRows index in {@code rows} of each lowered logit
   * @param loweredTokens token of each lowered logit
   * @param loweredBy what is subtracted from each lowered logit
   * @param logprobs whether log-probabilities of the drawn tokens are reported
   * @param masks what constrained rows may draw
   */
  public record Draws(
      long[] rows,
      int greedy,
      double[] numbers,
      long[] topK,
      boolean filtered,
      long[] loweredRows,
      long[] loweredTokens,
      double[] loweredBy,
      boolean logprobs,
      Masks masks) {}

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
