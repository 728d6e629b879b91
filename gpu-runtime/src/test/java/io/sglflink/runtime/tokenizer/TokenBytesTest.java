package io.sglflink.runtime.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tokens write, against the tokenizer itself. */
class TokenBytesTest {

  private static final String TEXT = "Hi \"x\"\n\t问题:什么是AI? é🙂 \u0000\u00a0\u00ad\u007f~|";

  @TempDir private Path directory;

  private static String written(Tokenizer tokenizer, int[] ids) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int id : ids) {
      all.writeBytes(tokenizer.tokenBytes().bytes()[id]);
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  @Test
  void gpt2sAlphabetStandsForAll256Bytes() {
    try (Tokenizer tokenizer = Tokenizer.open(TokenizerFiles.PARITY.resolve("qwen3"))) {
      assertThat(tokenizer.tokenBytes().obstacle()).isNull();
      assertThat(tokenizer.tokenBytes().dropsFirstSpace()).isFalse();
      assertThat(written(tokenizer, tokenizer.encode(TEXT))).isEqualTo(TEXT);
      boolean[] single = new boolean[256];
      for (byte[] bytes : tokenizer.tokenBytes().bytes()) {
        if (bytes != null && bytes.length == 1) {
          single[bytes[0] & 0xff] = true;
        }
      }
      assertThat(single).doesNotContain(false);
    }
  }

  @Test
  void specialAndAddedTokensWriteNothing() throws IOException {
    try (Tokenizer tokenizer = TokenizerFiles.withBegin(directory)) {
      assertThat(tokenizer.tokenBytes().bytes().length).isEqualTo(633);
      for (int id : new int[] {0, 1, 2, 3, 632}) {
        assertThat(tokenizer.tokenBytes().bytes()[id]).isNull();
      }
    }
  }

  @Test
  void piecesWriteSpacesAndBytesOfCharactersThatAreNoPieces() {
    try (Tokenizer tokenizer = TokenizerFiles.pieces(directory, TokenizerFiles.SENTENCEPIECE)) {
      assertThat(tokenizer.tokenBytes().obstacle()).isNull();
      assertThat(tokenizer.tokenBytes().dropsFirstSpace()).isTrue();
      assertThat(written(tokenizer, tokenizer.encode("a 你🙂\nab  好"))).isEqualTo(" a 你🙂\nab  好");
      assertThat(tokenizer.tokenBytes().bytes()[0]).isNull();
    }
  }

  @Test
  void aDecoderThatIsNotKnownIsAnObstacle() {
    try (Tokenizer tokenizer = TokenizerFiles.pieces(directory, TokenizerFiles.METASPACE)) {
      assertThat(tokenizer.tokenBytes().obstacle()).isEqualTo("Metaspace");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type': 'WordPiece', 'prefix': '##'}",
        "{'type': 'Sequence', 'decoders': [{'type': 'BPEDecoder', 'suffix': '</w>'}]}",
        "{'type': 'Replace', 'pattern': {'Regex': 'a+'}, 'content': ''}",
        "{'type': 'Strip', 'content': ' ', 'start': 1, 'stop': 0}",
        "null"
      })
  void formsThatCannotBeToldAreNamed(String decoder) throws JsonProcessingException {
    TokenForm form = TokenForm.of(new JsonMapper().readTree(decoder.replace('\'', '"')));
    assertThat(form.obstacle()).isNotNull();
  }
}
