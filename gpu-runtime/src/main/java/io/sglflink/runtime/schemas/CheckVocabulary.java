package io.sglflink.runtime.schemas;

import io.sglflink.runtime.checkpoint.CheckpointException;
import io.sglflink.runtime.tokenizer.TokenBytes;
import io.sglflink.runtime.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A vocabulary and how its tokenizer splits text.
 *
 * @param encode the tokenizer's own split; thread-safe
 */
record CheckVocabulary(TokenBytes tokens, Function<String, int[]> encode) {

  /**
   * The vocabulary of a tokenizer.json or a .tiktoken file.
   *
   * @throws CheckpointException when it is neither, or cannot be used
   */
  static CheckVocabulary open(Path file) {
    CheckVocabulary vocabulary =
        file.toString().endsWith(".tiktoken") ? TiktokenFile.open(file) : tokenizerJson(file);
    String obstacle = vocabulary.tokens.obstacle();
    if (obstacle != null) {
      throw new CheckpointException(
          file
              + " has the decoder "
              + obstacle
              + ", of which it is not known what tokens write: give a byte-level or SentencePiece"
              + " tokenizer.json, or a .tiktoken file");
    }
    return vocabulary;
  }

  /** One more than the largest token id. */
  int size() {
    return tokens.bytes().length;
  }

  /** The native tokenizer lives as long as the process. */
  private static CheckVocabulary tokenizerJson(Path file) {
    if (!file.toString().endsWith(".json")) {
      throw new CheckpointException(
          file + " is neither a tokenizer.json nor a .tiktoken file: give one of these");
    }
    Tokenizer tokenizer = Tokenizer.openFile(file);
    TokenBytes bytes = tokenizer.tokenBytes();
    return new CheckVocabulary(bytes, text -> ofText(tokenizer, tokenizer.encode(text)));
  }

  /** Without the special tokens that a tokenizer puts around a text. */
  private static int[] ofText(Tokenizer tokenizer, int[] ids) {
    int from = 0;
    int to = ids.length;
    while (from < to && tokenizer.isSpecial(ids[from])) {
      from++;
    }
    while (from < to && tokenizer.isSpecial(ids[to - 1])) {
      to--;
    }
    return Arrays.copyOfRange(ids, from, to);
  }
}
