package io.sglflink.runtime.schemas;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;
import io.sglflink.runtime.checkpoint.CheckpointException;
import io.sglflink.runtime.tokenizer.TokenBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads tiktoken's vocabularies: a line for each token, its bytes in Base64 and its id. Such a file
 * does not say how text is cut before its bytes are merged; that is told from how many tokens it
 * has.
 */
final class TiktokenFile {

  /** Vocabularies up to this size are cut as GPT-2's, larger ones as GPT-4's. */
  private static final int GPT2 = 60_000;

  /** Vocabularies up to this size are cut as GPT-4's, larger ones as GPT-4o's. */
  private static final int GPT4 = 150_000;

  private static final String GPT2_PARTS =
      "'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
  private static final String GPT4_PARTS =
      "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}++|\\p{N}{1,3}+"
          + "| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*+|\\s++$|\\s*[\\r\\n]|\\s+(?!\\S)|\\s";
  private static final String GPT4O_PARTS =
      "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
          + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
          + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*"
          + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
          + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  private TiktokenFile() {}

  static CheckVocabulary open(Path file) {
    IdentityHashMap<byte[], Integer> ranks = read(file);
    int size = 1 + ranks.values().stream().mapToInt(id -> id).max().orElse(-1);
    byte[][] bytes = new byte[size][];
    ranks.forEach((token, id) -> bytes[id] = token);
    Encoding encoding = encoding(file.toString(), ranks);
    return CheckVocabulary.of(
        new TokenBytes(bytes, false, null), text -> encoding.encodeOrdinary(text).toArray());
  }

  private static Encoding encoding(String name, IdentityHashMap<byte[], Integer> ranks) {
    String parts =
        ranks.size() <= GPT2 ? GPT2_PARTS : ranks.size() <= GPT4 ? GPT4_PARTS : GPT4O_PARTS;
    Pattern pattern = Pattern.compile(parts, Pattern.UNICODE_CHARACTER_CLASS);
    return Encodings.newLazyEncodingRegistry()
        .registerGptBytePairEncoding(new GptBytePairEncodingParams(name, pattern, ranks, Map.of()))
        .getEncoding(name)
        .orElseThrow();
  }

  private static IdentityHashMap<byte[], Integer> read(Path file) {
    List<String> lines;
    if (Files.isDirectory(file)) {
      throw new CheckpointException(
          file + " is a directory: give a tokenizer.json or a .tiktoken file");
    }
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new CheckpointException("there is no file " + file + ": give a vocabulary", e);
    } catch (IOException e) {
      throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
    }
    IdentityHashMap<byte[], Integer> ranks = new IdentityHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int space = line.indexOf(' ');
      try {
        if (!line.isEmpty()) {
          byte[] token = Base64.getDecoder().decode(line.substring(0, space));
          ranks.put(token, Integer.valueOf(line.substring(space + 1).strip()));
        }
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new CheckpointException(
            file + ", line " + (i + 1) + ", is no token: Base64, a space and an id stand there", e);
      }
    }
    if (ranks.isEmpty()) {
      throw new CheckpointException(file + " has no token: give a vocabulary");
    }
    return ranks;
  }
}
