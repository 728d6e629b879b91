package io.sglflink.runtime.schemas;

import io.sglflink.runtime.checkpoint.CheckpointException;
import io.sglflink.runtime.constraint.TextSplitter;
import io.sglflink.runtime.constraint.TokenVocabulary;
import io.sglflink.runtime.tokenizer.TokenBytes;
import io.sglflink.runtime.tokenizer.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * A vocabulary and how its tokenizer splits text. Thread-safe.
 *
 * @param shared the tokens as constraints see them
 */
record CheckVocabulary(TokenBytes tokens, TextSplitter splitter, TokenVocabulary shared) {

  /** {@code splitter} is thread-safe. */
  static CheckVocabulary of(TokenBytes tokens, TextSplitter splitter) {
    int end = tokens.bytes().length;
    return new CheckVocabulary(tokens, splitter, new TokenVocabulary(tokens, Set.of(end), end + 1));
  }

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

  /** The end token. No file says for sure which one ends an output: one more stands for it. */
  int end() {
    return tokens.bytes().length;
  }

  /** The native tokenizer lives as long as the process. */
  private static CheckVocabulary tokenizerJson(Path file) {
    if (Files.notExists(file)) {
      throw new CheckpointException(
          file + " is not there: give a tokenizer.json or a .tiktoken file");
    }
    if (Files.isDirectory(file)) {
      throw new CheckpointException(
          file + " is a directory: give " + file.resolve("tokenizer.json"));
    }
    if (!file.toString().endsWith(".json")) {
      throw new CheckpointException(
          file + " is neither a tokenizer.json nor a .tiktoken file: give one of these");
    }
    Tokenizer tokenizer = Tokenizer.openFile(file);
    return of(tokenizer.tokenBytes(), tokenizer::split);
  }
}
