package io.sglflink.runtime.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"llama", "llama3-rope", "qwen2", "qwen3"})
  void tokenizesThePromptsOfAParityCheckpointAsTransformersDoes(String name) throws IOException {
    Path path = TokenizerFiles.PARITY.resolve(name);
    JsonNode cases = new JsonMapper().readTree(path.resolve("expected.json").toFile()).get("cases");

    try (Tokenizer tokenizer = Tokenizer.open(Checkpoint.open(path))) {
      assertThat(cases).isNotEmpty();
      for (JsonNode expected : cases) {
        String prompt = expected.get("prompt").asText();
        int[] ids =
            StreamSupport.stream(expected.get("input_ids").spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
        assertThat(tokenizer.encode(prompt)).as(prompt).isEqualTo(ids);
        assertThat(tokenizer.decode(ids)).isEqualTo(prompt);
      }
    }
  }

  @Test
  void specialTokensInTheTextBecomeTheirIdsAndLeaveDecodedText() {
    try (Tokenizer tokenizer = parity()) {
      int[] ids = tokenizer.encode("<|im_start|>你好<|im_end|>");

      assertThat(ids).startsWith(2).endsWith(3);
      assertThat(tokenizer.decode(ids)).isEqualTo("你好");
      assertThat(IntStream.range(0, 6).filter(tokenizer::isSpecial)).containsExactly(0, 1, 2, 3);
    }
  }

  @Test
  void tokenTextsStandAlone() {
    try (Tokenizer tokenizer = parity()) {
      assertThat(tokenizer.tokenText(1)).isEqualTo("<|end|>");
      assertThat(tokenizer.tokenText(tokenizer.encode(":")[0])).isEqualTo(":");
      assertThat(tokenizer.tokenText(tokenizer.encode("😀")[0])).isEqualTo("\uFFFD");
      assertThat(tokenizer.tokenText(639)).isEmpty();
    }
  }

  @Test
  void namesSpecialTokensAndSize() {
    try (Tokenizer tokenizer = parity()) {
      assertThat(tokenizer.bosToken()).isEqualTo("<|begin|>");
      assertThat(tokenizer.eosToken()).isEqualTo("<|end|>");
      assertThat(tokenizer.vocabSize()).isEqualTo(632);
    }
  }

  @Test
  void addsBeginOnceWhetherOrNotTheTextHasIt() throws IOException {
    try (Tokenizer tokenizer = TokenizerFiles.withBegin(directory)) {
      int[] ids = tokenizer.encode("你好");

      assertThat(ids).startsWith(0);
      assertThat(ids[1]).isNotZero();
      assertThat(tokenizer.encode("<|begin|>你好")).isEqualTo(ids);
      assertThat(tokenizer.encode("<|begin|>")).containsExactly(0);
      assertThat(tokenizer.encode("")).containsExactly(0);
      assertThat(tokenizer.bosToken()).isEqualTo("<|begin|>");
    }
  }

  @Test
  void keepsABeginThatTheTextRepeats() throws IOException {
    try (Tokenizer tokenizer = TokenizerFiles.withBegin(directory)) {
      assertThat(tokenizer.encode("<|begin|><|begin|>a")).startsWith(0, 0).hasSize(3);
      assertThat(tokenizer.encode("a<|begin|>")).startsWith(0).endsWith(0).hasSize(3);
    }
  }

  @Test
  void addedTokensThatAreNotSpecialStayInDecodedText() throws IOException {
    try (Tokenizer tokenizer = TokenizerFiles.withBegin(directory)) {
      int[] ids = tokenizer.encode("a<|note|>b");

      assertThat(ids).contains(632);
      assertThat(tokenizer.isSpecial(632)).isFalse();
      assertThat(tokenizer.decode(ids)).isEqualTo("a<|note|>b");
      assertThat(tokenizer.vocabSize()).isEqualTo(633);
    }
  }

  @Test
  void idsOutsideTheVocabularyHaveNoText() {
    try (Tokenizer tokenizer = parity()) {
      int a = tokenizer.encode("a")[0];

      assertThat(tokenizer.decode(new int[] {a, 639, 100_000, a})).isEqualTo("aa");
      assertThat(tokenizer.isSpecial(100_000)).isFalse();
    }
  }

  @Test
  void longTextsAreNotTruncated() {
    try (Tokenizer tokenizer = parity()) {
      String text = "你好, world! ".repeat(5_000);

      assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    }
  }

  @Test
  void servesSeveralThreadsAtOnce() {
    try (Tokenizer tokenizer = parity()) {
      List<String> texts = IntStream.range(0, 200).mapToObj(i -> "线程 " + i + " 😀").toList();

      List<String> decoded =
          texts.parallelStream().map(text -> tokenizer.decode(tokenizer.encode(text))).toList();

      assertThat(decoded).isEqualTo(texts);
    }
  }

  @Test
  void aMissingFileIsNamedWithTheWayOut() {
    assertThatThrownBy(() -> Tokenizer.open(directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("tokenizer.json is missing")
        .hasMessageContaining("save_pretrained");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{\"model\": {\"type\": \"BPE\"}}",
        "{\"model\": {\"vocab\": {\"a\": 0}}}"
      })
  void aFileThatIsNoTokenizerIsNamed(String content) throws IOException {
    Files.writeString(directory.resolve("tokenizer.json"), content);

    assertThatThrownBy(() -> Tokenizer.open(directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("tokenizer.json");
  }

  @Test
  void aTokenizerWithoutAConfigurationNamesNoSpecialTokens() throws IOException {
    Files.copy(
        TokenizerFiles.PARITY.resolve("llama/tokenizer.json"), directory.resolve("tokenizer.json"));

    try (Tokenizer tokenizer = Tokenizer.open(directory)) {
      assertThat(tokenizer.bosToken()).isNull();
      assertThat(tokenizer.eosToken()).isNull();
    }
  }

  private static Tokenizer parity() {
    return Tokenizer.open(TokenizerFiles.PARITY.resolve("llama"));
  }
}
