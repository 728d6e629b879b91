package io.sglflink.model;

import java.util.List;

/**
 * A token with the natural-log probability that the model gave it.
 *
 * <p>Log-probabilities are the model's own: before temperature, penalties and masks.
 *
 * @param tokenId id in the model's vocabulary
 * @param logprob natural logarithm, at most 0
 * @param text the token's text, or null when it was not asked for
 * @param top the most likely tokens at this position, best first; empty when not asked for
 */
public record TokenLogprob(int tokenId, double logprob, String text, List<TokenLogprob> top) {

  public TokenLogprob {
    top = List.copyOf(top);
  }
}
