package io.sglflink.runtime.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import io.sglflink.runtime.tokenizer.TokenBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitterTest {

  private static final String TEXT = "{\"name\": \"Zoë's 中文\", \"n\": [12345, -1.50e10]}\n\n  {}";

  @TempDir private static Path directory;

  private static CheckVocabulary tiktoken(String name) throws IOException {
    Path file = directory.resolve(name + ".tiktoken");
    try (InputStream in =
        Encodings.class.getResourceAsStream("/com/knuddels/jtokkit/" + name + ".tiktoken")) {
      Files.write(file, in.readAllBytes());
    }
    return CheckVocabulary.open(file);
  }

  @Test
  void tiktokenFilesSplitAsTheirModelsDo() throws IOException {
    EncodingRegistry registry = Encodings.newLazyEncodingRegistry();
    for (EncodingType type :
        new EncodingType[] {
          EncodingType.R50K_BASE, EncodingType.CL100K_BASE, EncodingType.O200K_BASE
        }) {
      assertThat(new Splitter(tiktoken(type.getName())).canonical(TEXT))
          .as(type.getName())
          .isEqualTo(registry.getEncoding(type).encodeOrdinary(TEXT).toArray());
    }
  }

  private static CheckVocabulary of(String encoded, String... tokens) {
    byte[][] bytes = Arrays.stream(tokens).map(t -> t.getBytes(UTF_8)).toArray(byte[][]::new);
    int[] ids = Arrays.stream(encoded.split(" ")).mapToInt(Integer::parseInt).toArray();
    return CheckVocabulary.of(new TokenBytes(bytes, false, null), text -> ids);
  }

  @Test
  void aSplitThatWritesAnotherTextIsNone() {
    assertThat(new Splitter(of("0 1", "a", "b")).canonical("ab")).containsExactly(0, 1);
    assertThat(new Splitter(of("0 1", "a", "b")).canonical("ba")).isNull();
    assertThat(new Splitter(of("0 7", "a", "b")).canonical("ab")).isNull();
  }

  @Test
  void splitsByChanceDifferAndWriteTheText() {
    Splitter splitter = new Splitter(of("0", "a", "b", "ab", "ba", "aba"));
    Random random = new Random(3);
    assertThat(
            java.util.stream.Stream.generate(() -> splitter.random("ababa", random))
                .limit(50)
                .map(Arrays::toString)
                .collect(Collectors.toSet()))
        .contains("[4, 3]", "[2, 2, 0]", "[0, 1, 0, 1, 0]");
    assertThat(splitter.greedy("ababa")).containsExactly(4, 3);
    assertThat(splitter.greedy("abc")).isNull();
  }
}
