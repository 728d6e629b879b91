package io.sglflink.runtime.tokenizer;

import io.sglflink.runtime.checkpoint.Checkpoint;
import java.nio.file.Path;

/**
 * A checkpoint's tokenizer: tokenizer.json, with the names of special tokens from
 * tokenizer_config.json.
 *
 * <p>Thread-safe until {@link #close()}, which frees the native tokenizer and must come after every
 * other call has returned.
 */
public final class Tokenizer implements AutoCloseable {

  private Tokenizer() {}

  /**
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when a tokenizer file is missing or
   *     not usable
   */
  public static Tokenizer open(Checkpoint checkpoint) {
    return open(checkpoint.directory());
  }

  /**
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when a tokenizer file is missing or
   *     not usable
   */
  public static Tokenizer open(Path directory) {
    throw new UnsupportedOperationException("" + directory);
  }

  /**
   * Token ids of {@code text}. Special tokens written out in the text become their ids, and those
   * that the tokenizer adds itself (a begin-of-sequence token) are added, but never a second
   * begin-of-sequence token.
   */
  public int[] encode(String text) {
    throw new UnsupportedOperationException(text);
  }

  /** Text of {@code ids} without special tokens; ids outside the vocabulary have no text. */
  public String decode(int[] ids) {
    throw new UnsupportedOperationException("" + ids.length);
  }

  /**
   * Text of one token on its own, special tokens written out; a token that is a fragment of a
   * character has the text U+FFFD, an id outside the vocabulary the empty one.
   */
  public String tokenText(int id) {
    throw new UnsupportedOperationException("" + id);
  }

  /** Whether {@link #decode} leaves {@code id} out because it is a special token. */
  public boolean isSpecial(int id) {
    throw new UnsupportedOperationException("" + id);
  }

  /** One more than the largest token id, which may be less than the model's vocabulary size. */
  public int vocabSize() {
    return 0;
  }

  /** Text of the begin-of-sequence token, or null when tokenizer_config.json names none. */
  public String bosToken() {
    return null;
  }

  /** Text of the end-of-sequence token, or null when tokenizer_config.json names none. */
  public String eosToken() {
    return null;
  }

  /** A decoder for one request's output. */
  public IncrementalDecoder newDecoder() {
    return new IncrementalDecoder(this);
  }

  @Override
  public void close() {}
}
