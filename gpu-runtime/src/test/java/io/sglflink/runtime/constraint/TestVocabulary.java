package io.sglflink.runtime.constraint;

import io.sglflink.runtime.tokenizer.TokenBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Small vocabularies: tokens by what they write. */
final class TestVocabulary {

  private final byte[][] bytes;

  private TestVocabulary(byte[][] bytes) {
    this.bytes = bytes;
  }

  /** Token {@code i} writes {@code texts[i]}; null for a token without text, 0x.. for bytes. */
  static TestVocabulary of(String... texts) {
    byte[][] bytes = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      bytes[i] = texts[i] == null ? null : bytes(texts[i]);
    }
    return new TestVocabulary(bytes);
  }

  static TestVocabulary of(List<byte[]> bytes) {
    return new TestVocabulary(bytes.toArray(byte[][]::new));
  }

  private static byte[] bytes(String text) {
    return text.startsWith("0x")
        ? HexFormat.of().parseHex(text.substring(2))
        : text.getBytes(StandardCharsets.UTF_8);
  }

  /** Constraints over a model's vocabulary of {@code vocabSize} tokens; nothing is ever forced. */
  TokenConstraints constraints(int vocabSize, Integer... ends) {
    return constraints(new TokenBytes(bytes, false, null), vocabSize, ends);
  }

  static TokenConstraints constraints(TokenBytes tokens, int vocabSize, Integer... ends) {
    return new TokenConstraints(
        new TokenVocabulary(tokens, Set.of(ends), vocabSize), text -> new int[0]);
  }

  static List<Integer> tokens(long[] words) {
    List<Integer> tokens = new ArrayList<>();
    for (int token = 0; token < 64 * words.length; token++) {
      if ((words[token >> 6] >> token & 1) == 1) {
        tokens.add(token);
      }
    }
    return tokens;
  }
}
