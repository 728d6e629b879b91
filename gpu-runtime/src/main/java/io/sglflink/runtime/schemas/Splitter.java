package io.sglflink.runtime.schemas;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.runtime.tokenizer.TokenBytes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/** Splits texts into tokens. Thread-safe. */
final class Splitter {

  /** Bytes of the longest token of a random split: longer ones are met in canonical splits. */
  private static final int LONGEST_RANDOM = 12;

  private final CheckVocabulary vocabulary;

  /** Tokens by what they write, a character for each byte. */
  private final Map<String, Integer> ids = new HashMap<>();

  private int longest;

  Splitter(CheckVocabulary vocabulary) {
    this.vocabulary = vocabulary;
    byte[][] bytes = vocabulary.tokens().bytes();
    for (int id = 0; id < bytes.length; id++) {
      if (bytes[id] != null && bytes[id].length > 0) {
        ids.putIfAbsent(new String(bytes[id], ISO_8859_1), id);
        longest = Math.max(longest, bytes[id].length);
      }
    }
  }

  /**
   * The tokenizer's own split, or null where that writes another text: it may normalize characters,
   * or take for a special token what is text.
   */
  int[] canonical(String text) {
    int[] tokens = vocabulary.splitter().split(text);
    return Arrays.equals(written(tokens), text.getBytes(UTF_8)) ? tokens : null;
  }

  /** The split of the longest tokens, or null where it comes to bytes that no token writes. */
  int[] greedy(String text) {
    return split(text, rest -> Math.min(longest, rest));
  }

  /** A split by chance, or null where it comes to bytes that no token writes. */
  int[] random(String text, Random random) {
    return split(text, rest -> 1 + random.nextInt(Math.min(LONGEST_RANDOM, rest)));
  }

  /** Takes the longest token of at most {@code length} bytes, which is told the bytes left. */
  private int[] split(String text, IntUnaryOperator length) {
    String bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
    int[] tokens = new int[bytes.length()];
    int count = 0;
    int at = 0;
    while (at < bytes.length()) {
      int size = length.applyAsInt(bytes.length() - at);
      Integer token = null;
      while (size > 0 && token == null) {
        token = ids.get(bytes.substring(at, at + size));
        size--;
      }
      if (token == null) {
        return null;
      }
      tokens[count++] = token;
      at += size + 1;
    }
    return Arrays.copyOf(tokens, count);
  }

  private byte[] written(int[] tokens) {
    TokenBytes all = vocabulary.tokens();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int token : tokens) {
      byte[] bytes = token < vocabulary.end() ? all.bytes()[token] : null;
      if (bytes == null) {
        return null;
      }
      out.writeBytes(bytes);
    }
    byte[] text = out.toByteArray();
    boolean dropped = all.dropsFirstSpace() && text.length > 0 && text[0] == ' ';
    return dropped ? Arrays.copyOfRange(text, 1, text.length) : text;
  }
}
