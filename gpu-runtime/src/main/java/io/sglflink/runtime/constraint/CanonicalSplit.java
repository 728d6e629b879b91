package io.sglflink.runtime.constraint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Splits bytes into tokens as the tokenizer does. */
final class CanonicalSplit {

  private static final int[] NONE = {};

  private final TokenVocabulary vocabulary;
  private final TextSplitter splitter;

  /** Whether the tokenizer puts a space before every text. */
  private final boolean addsSpace;

  CanonicalSplit(TokenVocabulary vocabulary, TextSplitter splitter) {
    this.vocabulary = vocabulary;
    this.splitter = splitter;
    this.addsSpace = writes(splitter.split("a"), new byte[] {' ', 'a'});
  }

  /** Whether tokens may be asked for that begin with a token of these bytes. */
  boolean canBeginWith(byte[] token) {
    return addsSpace ? token[0] == ' ' : !isWithinCharacter(token[0]);
  }

  /** Whether tokens may be asked for that nothing stands before. */
  boolean canBegin() {
    return !addsSpace;
  }

  /** The tokens of {@code text}, or none when no tokens that write it are those of a tokenizer. */
  int[] split(byte[] text) {
    try {
      String whole = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
      int[] tokens = splitter.split(addsSpace ? whole.substring(1) : whole);
      return writes(tokens, text) ? tokens : NONE;
    } catch (CharacterCodingException e) {
      return NONE;
    }
  }

  /** Bytes of {@code text} without a character at its end that is not whole. */
  static int wholeCharacters(byte[] text) {
    int last = text.length - 1;
    while (last > 0 && last > text.length - 4 && isWithinCharacter(text[last])) {
      last--;
    }
    if (last < 0 || text[last] >= 0) {
      return text.length;
    }
    int ones = Integer.numberOfLeadingZeros(~(text[last] << 24));
    return last + ones <= text.length ? text.length : last;
  }

  private static boolean isWithinCharacter(byte value) {
    return (value & 0xc0) == 0x80;
  }

  private boolean writes(int[] tokens, byte[] text) {
    int at = 0;
    for (int token : tokens) {
      byte[] bytes = vocabulary.bytes(token);
      if (bytes == null || at + bytes.length > text.length) {
        return false;
      }
      if (!Arrays.equals(text, at, at + bytes.length, bytes, 0, bytes.length)) {
        return false;
      }
      at += bytes.length;
    }
    return at == text.length;
  }
}
