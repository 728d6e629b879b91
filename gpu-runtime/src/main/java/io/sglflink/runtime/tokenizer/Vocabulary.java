package io.sglflink.runtime.tokenizer;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sglflink.runtime.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What tokenizer.json says of token ids and the native tokenizer does not tell: which ids exist,
 * which are special, which are single bytes of a byte-fallback vocabulary, and which bytes a token
 * writes.
 *
 * <p>Read as a stream: a vocabulary of 250,000 tokens must not become a tree of nodes.
 */
final class Vocabulary {

  private static final Pattern BYTE_TOKEN = Pattern.compile("<0x[0-9A-F]{2}>");

  private final BitSet known = new BitSet();
  private final BitSet special = new BitSet();
  private final BitSet bytes = new BitSet();
  private final Map<String, Integer> added = new HashMap<>();
  private final Map<Integer, String> texts = new HashMap<>();
  private TokenForm form = TokenForm.of(MissingNode.getInstance());
  private TokenBytes tokenBytes;

  private Vocabulary() {}

  static Vocabulary read(Path file) {
    Vocabulary vocabulary = new Vocabulary();
    try (JsonParser parser =
        new JsonFactory().setCodec(new JsonMapper()).createParser(Files.newInputStream(file))) {
      vocabulary.readFile(parser);
    } catch (NoSuchFileException e) {
      throw new CheckpointException(
          file
              + " is missing: the checkpoint needs its tokenizer.json; convert other tokenizer forms"
              + " with transformers' save_pretrained",
          e);
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          file + " is not valid JSON (" + e.getOriginalMessage() + "): restore it", e);
    } catch (IOException e) {
      throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
    }
    if (vocabulary.known.isEmpty()) {
      throw new CheckpointException(file + " has no model.vocab: restore it");
    }
    vocabulary.finish();
    return vocabulary;
  }

  /** One more than the largest id. */
  int size() {
    return known.length();
  }

  boolean isSpecial(int id) {
    return special.get(id);
  }

  /** Whether {@code id} adds to decoded text. */
  boolean hasText(int id) {
    return id >= 0 && known.get(id) && !special.get(id);
  }

  /**
   * Whether {@code id} is one byte of a run that becomes characters only as a whole: a run that is
   * no valid UTF-8 turns into one U+FFFD per byte, its valid parts included.
   */
  boolean isByte(int id) {
    return form.byteFallback() && bytes.get(id);
  }

  /** What the tokens write that are not special, nor added ones that are more than white space. */
  TokenBytes tokenBytes() {
    return tokenBytes;
  }

  /** The id of an added token, or null when {@code content} is none. */
  Integer addedToken(String content) {
    return added.get(requireNonNull(content, "content is null"));
  }

  private void readFile(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals("added_tokens") && value == JsonToken.START_ARRAY) {
        parser.<JsonNode>readValueAsTree().forEach(this::add);
      } else if (field.equals("model") && value == JsonToken.START_OBJECT) {
        readModel(parser);
      } else if (field.equals("decoder") && value == JsonToken.START_OBJECT) {
        form = TokenForm.of(parser.readValueAsTree());
      } else {
        parser.skipChildren();
      }
    }
  }

  private void add(JsonNode token) {
    int id = token.path("id").asInt(-1);
    if (id < 0) {
      return;
    }
    known.set(id);
    special.set(id, token.path("special").asBoolean());
    added.put(token.path("content").asText(), id);
  }

  private void readModel(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals("vocab") && value == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String token = parser.currentName();
          parser.nextToken();
          know(token, parser.getIntValue());
        }
      } else if (field.equals("vocab") && value == JsonToken.START_ARRAY) {
        for (int id = 0; parser.nextToken() == JsonToken.START_ARRAY; id++) {
          parser.nextToken();
          know(parser.getText(), id);
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
          }
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private void know(String token, int id) {
    known.set(id);
    bytes.set(id, BYTE_TOKEN.matcher(token).matches());
    texts.put(id, token);
  }

  private void finish() {
    added.values().forEach(texts::remove);
    // Runs of spaces are added tokens in some vocabularies, and text like any other.
    added.forEach(
        (content, id) -> {
          if (content.isBlank() && !special.get(id)) {
            texts.put(id, content);
          }
        });
    byte[][] written = new byte[size()][];
    texts.forEach((id, text) -> written[id] = form.bytes(text, isByte(id)));
    texts.clear();
    tokenBytes = new TokenBytes(written, form.dropsFirstSpace(), form.obstacle());
  }
}
