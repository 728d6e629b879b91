package io.sglflink.runtime.tokenizer;

import static java.util.Objects.requireNonNull;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.sglflink.runtime.checkpoint.Checkpoint;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A checkpoint's tokenizer: tokenizer.json, with the names of special tokens from
 * tokenizer_config.json.
 *
 * <p>Thread-safe until {@link #close()}, which frees the native tokenizer and must come after every
 * other call has returned.
 */
public final class Tokenizer implements AutoCloseable {

  private final HuggingFaceTokenizer tokenizer;
  private final Vocabulary vocabulary;
  private final SpecialTokenNames names;

  /** The id that the tokenizer itself puts before every text, or −1. */
  private final int addedBos;

  private Tokenizer(
      HuggingFaceTokenizer tokenizer, Vocabulary vocabulary, SpecialTokenNames names) {
    this.tokenizer = tokenizer;
    this.vocabulary = vocabulary;
    this.names = names;
    this.addedBos = addedBos();
  }

  /**
   * Opens {@code checkpoint}'s tokenizer.
   *
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when a tokenizer file is missing or
   *     not usable
   */
  public static Tokenizer open(Checkpoint checkpoint) {
    return open(checkpoint.directory());
  }

  /**
   * Opens the tokenizer in {@code directory}.
   *
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when a tokenizer file is missing or
   *     not usable
   */
  public static Tokenizer open(Path directory) {
    return openFile(requireNonNull(directory, "directory is null").resolve("tokenizer.json"));
  }

  /**
   * Opens a tokenizer.json of any name, with the tokenizer_config.json beside it if there is one.
   *
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when a file is missing or not usable
   */
  public static Tokenizer openFile(Path file) {
    Vocabulary vocabulary = Vocabulary.read(file);
    SpecialTokenNames names = SpecialTokenNames.read(file.resolveSibling("tokenizer_config.json"));
    return new Tokenizer(NativeTokenizers.open(file), vocabulary, names);
  }

  /**
   * Token ids of {@code text}. Special tokens written out in the text become their ids, and those
   * that the tokenizer adds itself (a begin-of-sequence token) are added, but never a second
   * begin-of-sequence token.
   */
  public int[] encode(String text) {
    int[] ids = encode(text, true);
    boolean twice = ids.length > 1 && ids[0] == addedBos && ids[1] == addedBos;
    return twice ? Arrays.copyOfRange(ids, 1, ids.length) : ids;
  }

  /** Token ids of {@code text} as {@link #encode} gives them, without those that it adds. */
  public int[] split(String text) {
    return encode(text, false);
  }

  /** Text of {@code ids} without special tokens; ids outside the vocabulary have no text. */
  public String decode(int[] ids) {
    return tokenizer.decode(longs(ids, ids.length), true);
  }

  /** Text of the first {@code length} of {@code ids}, as {@link #decode(int[])} gives it. */
  String decode(int[] ids, int length) {
    return tokenizer.decode(longs(ids, length), true);
  }

  /**
   * Text of one token on its own, special tokens written out; a token that is a fragment of a
   * character has the text U+FFFD, an id outside the vocabulary the empty one.
   */
  public String tokenText(int id) {
    return tokenizer.decode(new long[] {id}, false);
  }

  /** Whether {@link #decode} leaves {@code id} out because it is a special token. */
  public boolean isSpecial(int id) {
    return vocabulary.isSpecial(id);
  }

  /** What the tokens write. */
  public TokenBytes tokenBytes() {
    return vocabulary.tokenBytes();
  }

  /** One more than the largest token id, which may be less than the model's vocabulary size. */
  public int vocabSize() {
    return vocabulary.size();
  }

  /** Text of the begin-of-sequence token, or null when tokenizer_config.json names none. */
  public String bosToken() {
    return names.bos();
  }

  /** Text of the end-of-sequence token, or null when tokenizer_config.json names none. */
  public String eosToken() {
    return names.eos();
  }

  /** A decoder for one request's output. */
  public IncrementalDecoder newDecoder() {
    return new IncrementalDecoder(this, vocabulary);
  }

  /** Frees the native tokenizer; a call after that fails with {@link IllegalStateException}. */
  @Override
  public void close() {
    tokenizer.close();
  }

  /**
   * Reads the ids alone: DJL's own {@code encode} also makes token texts, spans and masks, which
   * for a long prompt costs more than tokenizing it.
   */
  private int[] encode(String text, boolean addTokens) {
    requireNonNull(text, "text is null");
    long encoding = TokenizersLibrary.LIB.encode(tokenizer.getHandle(), text, addTokens);
    try {
      return Arrays.stream(TokenizersLibrary.LIB.getTokenIds(encoding))
          .mapToInt(Math::toIntExact)
          .toArray();
    } finally {
      TokenizersLibrary.LIB.deleteEncoding(encoding);
    }
  }

  private int addedBos() {
    int[] added = encode("", true);
    Integer bos = names.bos() == null ? null : vocabulary.addedToken(names.bos());
    return bos != null && added.length > 0 && added[0] == bos ? bos : -1;
  }

  private static long[] longs(int[] ids, int length) {
    return Arrays.stream(ids, 0, length).asLongStream().toArray();
  }
}
