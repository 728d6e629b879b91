package io.sglflink.runtime.tokenizer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tokenizers of the kinds that checkpoints have, small ones made here beside the parity one. */
final class TokenizerFiles {

  static final Path PARITY = Path.of("src/test/resources/parity");

  /** Llama 2's and Mistral's decoder: byte fallback, and one space dropped at the start. */
  static final String SENTENCEPIECE =
      """
      {"type": "Sequence", "decoders": [
        {"type": "Replace", "pattern": {"String": "▁"}, "content": " "},
        {"type": "ByteFallback"}, {"type": "Fuse"},
        {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}
      """;

  /** The decoder of tokenizers that convert SentencePiece models themselves. */
  static final String METASPACE =
      """
      {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": false}
      """;

  private static final JsonMapper MAPPER = new JsonMapper();

  private TokenizerFiles() {}

  /**
   * A tokenizer with the tokens of a SentencePiece model: three special ones, the 256 bytes, then
   * pieces.
   */
  static Tokenizer pieces(Path directory, String decoder) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", "1.0");
    ArrayNode added = root.putArray("added_tokens");
    ObjectNode model = root.putObject("model");
    model.put("type", "BPE").put("unk_token", "<unk>").put("fuse_unk", true);
    model.put("byte_fallback", true);
    ObjectNode vocabulary = model.putObject("vocab");
    for (String special : new String[] {"<unk>", "<s>", "</s>"}) {
      added.add(addedToken(vocabulary.size(), special, true));
      vocabulary.put(special, vocabulary.size());
    }
    for (int value = 0; value < 256; value++) {
      vocabulary.put("<0x%02X>".formatted(value), vocabulary.size());
    }
    for (String piece : new String[] {"▁", "▁▁", "a", "b", "▁a", "ab", "▁ab", "你", "好", "▁你"}) {
      vocabulary.put(piece, vocabulary.size());
    }
    model.putArray("merges").add("▁ a").add("a b").add("▁ ab").add("▁ 你").add("▁ ▁");
    try {
      root.set("decoder", MAPPER.readTree(decoder));
      root.set(
          "normalizer",
          MAPPER.readTree(
              """
              {"type": "Sequence", "normalizers": [
                {"type": "Prepend", "prepend": "▁"},
                {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]}
              """));
      return open(directory, root, "{}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The parity tokenizer, writing {@code <|begin|>} before every text. */
  static Tokenizer withBegin(Path directory) throws IOException {
    ObjectNode root = (ObjectNode) MAPPER.readTree(PARITY.resolve("llama/tokenizer.json").toFile());
    root.set(
        "post_processor",
        MAPPER.readTree(
            """
            {"type": "TemplateProcessing",
             "single": [{"SpecialToken": {"id": "<|begin|>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
             "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
             "special_tokens": {"<|begin|>": {"id": "<|begin|>", "ids": [0], "tokens": ["<|begin|>"]}}}
            """));
    ((ArrayNode) root.get("added_tokens")).add(addedToken(632, "<|note|>", false));
    return open(
        directory,
        root,
        "{\"bos_token\": {\"content\": \"<|begin|>\"}, \"eos_token\": \"<|end|>\"}");
  }

  private static ObjectNode addedToken(int id, String content, boolean special) {
    return MAPPER
        .createObjectNode()
        .put("id", id)
        .put("content", content)
        .put("single_word", false)
        .put("lstrip", false)
        .put("rstrip", false)
        .put("normalized", false)
        .put("special", special);
  }

  private static Tokenizer open(Path directory, ObjectNode tokenizer, String config)
      throws IOException {
    Files.writeString(directory.resolve("tokenizer.json"), tokenizer.toString());
    Files.writeString(directory.resolve("tokenizer_config.json"), config);
    return Tokenizer.open(directory);
  }
}
