package io.sglflink.runtime.constraint;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import io.sglflink.runtime.tokenizer.TokenBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Vocabularies of the kinds that models have, with their tokenizers. */
final class Vocabularies {

  private static final int R50K_TOKENS = 50_256;

  private static final String[] PIECES = {
    " ", "  ", "a", "b", " a", "ab", " ab", "\"", "\":", "\",", " \"", "{", "}", "{\"", "\"}", "1",
    "12", ".", "true", "null", "é", "中", " 中", "中文", "\n", "\n  ", "abc", "bc\"", "[]", "],"
  };

  private Vocabularies() {}

  /** GPT-2's and GPT-3's byte-level BPE; its end token is 50,256. */
  static Vocabulary byteLevel() {
    Encoding r50k = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.R50K_BASE);
    byte[][] bytes = new byte[R50K_TOKENS][];
    for (int token = 0; token < R50K_TOKENS; token++) {
      IntArrayList one = new IntArrayList(1);
      one.add(token);
      bytes[token] = r50k.decodeBytes(one);
    }
    return new Vocabulary(
        "byte-level",
        new TokenBytes(bytes, false, null),
        Set.of(R50K_TOKENS),
        R50K_TOKENS + 1,
        text -> r50k.encodeOrdinary(text).toArray());
  }

  /** As in Llama 2's: three special tokens, 256 bytes, pieces, and a space that is dropped. */
  static Vocabulary byteFallback() {
    List<byte[]> bytes = new ArrayList<>();
    for (int special = 0; special < 3; special++) {
      bytes.add(null);
    }
    for (int value = 0; value < 256; value++) {
      bytes.add(new byte[] {(byte) value});
    }
    for (String piece : PIECES) {
      bytes.add(piece.getBytes(StandardCharsets.UTF_8));
    }
    return new Vocabulary(
        "byte-fallback",
        new TokenBytes(bytes.toArray(byte[][]::new), true, null),
        Set.of(2),
        bytes.size(),
        text -> new int[0]);
  }

  /**
   * Holes among the tokens, two end tokens in the padding, and a model that has more than these.
   */
  static Vocabulary padded() {
    byte[][] bytes = new byte[600][];
    for (int i = 0; i < PIECES.length; i++) {
      bytes[7 * i + 3] = PIECES[i].getBytes(StandardCharsets.UTF_8);
    }
    for (int value = 0; value < 256; value++) {
      bytes[300 + value] = new byte[] {(byte) value};
    }
    return new Vocabulary(
        "padded", new TokenBytes(bytes, false, null), Set.of(610, 700), 704, text -> new int[0]);
  }

  /**
   * What a model says of its tokens.
   *
   * @param all the same in the form that masks are made of
   */
  record Vocabulary(
      String name,
      TokenBytes tokens,
      Set<Integer> ends,
      int size,
      TextSplitter splitter,
      TokenVocabulary all) {

    Vocabulary(String name, TokenBytes tokens, Set<Integer> ends, int size, TextSplitter splitter) {
      this(name, tokens, ends, size, splitter, new TokenVocabulary(tokens, ends, size));
    }

    TokenConstraints constraints() {
      return new TokenConstraints(all, splitter);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
