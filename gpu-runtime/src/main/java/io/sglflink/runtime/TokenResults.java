package io.sglflink.runtime;

import io.sglflink.model.Generation;
import io.sglflink.runtime.engine.TokenResult;
import java.util.List;

/** What the token requests that one request was made into did together. */
final class TokenResults {

  private TokenResults() {}

  /** From the submission, which they share, to the first admission, and on to the last end. */
  static Generation.Timing timing(List<TokenResult> results) {
    long waiting = Long.MAX_VALUE;
    long total = 0;
    for (TokenResult result : results) {
      Generation.Timing one = result.timing();
      waiting = Math.min(waiting, one.waiting());
      total = Math.max(total, one.waiting() + one.running());
    }
    return new Generation.Timing(waiting, total - waiting);
  }

  /** Prompt tokens that none of them had to compute. */
  static int cachedTokens(List<TokenResult> results) {
    return results.stream().mapToInt(TokenResult::cachedTokens).min().orElseThrow();
  }
}
