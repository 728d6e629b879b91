package io.sglflink.runtime.tokenizer;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * Decodes one request's output token by token.
 *
 * <p>The texts that {@link #append} returned, in order, and then {@link #finish}'s together equal
 * {@link Tokenizer#decode} of all ids. A character whose bytes are spread over several tokens comes
 * with the last of them. Not thread-safe: one thread at a time.
 *
 * <p>Only a window of the last tokens is decoded, and what a token adds is what the window's text
 * grows by. This is exact because of how tokenizers decode:
 *
 * <ul>
 *   <li>Lossy UTF-8 decoding turns an unfinished character at the end into one U+FFFD, which later
 *       bytes may complete, so a U+FFFD at the very end is withheld. An unfinished character has at
 *       most {@value #KEPT} − 1 bytes, so it lies within that many tokens, and the window keeps
 *       {@value #KEPT}. Where the window's front cuts a character, decoding finds its way back at
 *       the next one, and text is counted from the window's end.
 *   <li>A run of byte-fallback tokens decodes as a whole, so it is withheld until it ends.
 *   <li>SentencePiece decoders drop the space before the first token. The window's first token has
 *       been counted already, so what follows it keeps its space.
 * </ul>
 */
public final class IncrementalDecoder {

  private static final char REPLACEMENT = '\uFFFD';

  /** Tokens that stay in the window when it is cut. */
  private static final int KEPT = 4;

  /** Window length at which it is cut: a longer one costs decoding, a shorter one cutting. */
  private static final int CUT_AT = 3 * KEPT;

  private final Tokenizer tokenizer;
  private final Vocabulary vocabulary;
  private int[] window = new int[2 * CUT_AT];
  private int length;

  /** Characters of the window's text that have been returned. */
  private int returned;

  IncrementalDecoder(Tokenizer tokenizer, Vocabulary vocabulary) {
    this.tokenizer = requireNonNull(tokenizer, "tokenizer is null");
    this.vocabulary = requireNonNull(vocabulary, "vocabulary is null");
  }

  /** Text that {@code tokenId} completes, maybe empty. */
  public String append(int tokenId) {
    if (!vocabulary.hasText(tokenId)) {
      return "";
    }
    if (length == window.length) {
      window = Arrays.copyOf(window, 2 * length);
    }
    window[length++] = tokenId;
    if (vocabulary.isByte(tokenId)) {
      return "";
    }
    String text = tokenizer.decode(window, length);
    int withheld = !text.isEmpty() && text.charAt(text.length() - 1) == REPLACEMENT ? 1 : 0;
    String completed = textFrom(text, text.length() - withheld);
    if (length >= CUT_AT) {
      cut(withheld);
    }
    return completed;
  }

  /** Text still withheld; call it once, after the last token. */
  public String finish() {
    String text = tokenizer.decode(window, length);
    return textFrom(text, text.length());
  }

  private String textFrom(String text, int end) {
    if (end <= returned) {
      return "";
    }
    String completed = text.substring(returned, end);
    returned = end;
    return completed;
  }

  private void cut(int withheld) {
    System.arraycopy(window, length - KEPT, window, 0, KEPT);
    length = KEPT;
    returned = tokenizer.decode(window, length).length() - withheld;
  }
}
