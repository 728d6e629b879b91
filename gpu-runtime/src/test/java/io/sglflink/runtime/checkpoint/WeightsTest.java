package io.sglflink.runtime.checkpoint;

import static io.sglflink.runtime.checkpoint.SafetensorsWriter.floats;
import static io.sglflink.runtime.checkpoint.SafetensorsWriter.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsTest {

  private static final String TWO_TENSORS =
      "{\"__metadata__\":{\"format\":\"pt\"},"
          + tensor("a", "F32", "[2,3]", 0, 24)
          + ","
          + tensor("b", "BF16", "[]", 24, 26)
          + "}";

  @TempDir private Path directory;

  @Test
  void mapsTensorsOfASingleFile() throws IOException {
    write("model.safetensors", TWO_TENSORS, concat(floats(1, 2, 3, 4, 5, 6), new byte[] {7, 8}));

    Weights weights = Weights.open(directory);
    MappedTensor a = weights.tensor("a", 2, 3);
    MappedTensor b = weights.tensor("b");

    assertThat(weights.names()).containsExactlyInAnyOrder("a", "b");
    assertThat(weights.has("a")).isTrue();
    assertThat(weights.has("c")).isFalse();
    assertThat(weights.parameterCount()).isEqualTo(7);
    assertThat(a.type()).isEqualTo(TensorType.F32);
    assertThat(a.shape()).containsExactly(2, 3);
    assertThat(a.elements()).isEqualTo(6);
    assertThat(values(a)).containsExactly(1f, 2f, 3f, 4f, 5f, 6f);
    assertThat(b.type()).isEqualTo(TensorType.BF16);
    assertThat(b.elements()).isEqualTo(1);
    assertThat(b.pieces().get(0).get(1)).isEqualTo((byte) 8);
  }

  @Test
  void piecesAreDirectLittleEndianAndReadOnly() throws IOException {
    write("model.safetensors", TWO_TENSORS, new byte[26]);

    for (ByteBuffer piece : Weights.open(directory).tensor("a", 2, 3).pieces()) {
      assertThat(piece.isDirect()).isTrue();
      assertThat(piece.isReadOnly()).isTrue();
      assertThat(piece.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    }
  }

  @Test
  void readingATensorTwiceBeginsAtItsStartTwice() throws IOException {
    write("model.safetensors", TWO_TENSORS, concat(floats(1, 2, 3, 4, 5, 6), new byte[2]));
    MappedTensor tensor = Weights.open(directory).tensor("a", 2, 3);

    assertThat(values(tensor)).isEqualTo(values(tensor)).hasSize(6);
  }

  @Test
  void splitsLargeTensorsBetweenElements() throws IOException {
    write("model.safetensors", TWO_TENSORS, concat(floats(1, 2, 3, 4, 5, 6), new byte[2]));

    MappedTensor tensor = Weights.open(directory, 16).tensor("a", 2, 3);

    assertThat(tensor.pieces()).extracting(ByteBuffer::remaining).containsExactly(16, 8);
    assertThat(values(tensor)).containsExactly(1f, 2f, 3f, 4f, 5f, 6f);
  }

  @Test
  void anEmptyTensorHasNoPieces() throws IOException {
    write("model.safetensors", "{" + tensor("a", "F16", "[0,3]", 0, 0) + "}", new byte[0]);

    assertThat(Weights.open(directory).tensor("a", 0, 3).pieces()).isEmpty();
  }

  @Test
  void mapsTensorsOfShards() throws IOException {
    write("one.safetensors", "{" + tensor("a", "F32", "[1]", 0, 4) + "}", floats(1));
    write("two.safetensors", "{" + tensor("b", "F32", "[2]", 0, 8) + "}", floats(2, 3));
    index("{\"weight_map\":{\"a\":\"one.safetensors\",\"b\":\"two.safetensors\"}}");

    Weights weights = Weights.open(directory);

    assertThat(weights.parameterCount()).isEqualTo(3);
    assertThat(values(weights.tensor("a", 1))).containsExactly(1f);
    assertThat(values(weights.tensor("b", 2))).containsExactly(2f, 3f);
  }

  @Test
  void aMissingShardIsNamed() throws IOException {
    index("{\"weight_map\":{\"a\":\"one.safetensors\"}}");

    assertThatOpening().hasMessageContaining("one.safetensors is missing");
  }

  @Test
  void aShardWithoutThePromisedTensorIsNamed() throws IOException {
    write("one.safetensors", "{" + tensor("b", "F32", "[1]", 0, 4) + "}", floats(1));
    index("{\"weight_map\":{\"a\":\"one.safetensors\"}}");

    assertThatOpening()
        .hasMessageContaining("puts tensor a into one.safetensors, which does not hold it");
  }

  @ParameterizedTest
  @CsvSource({"../secret.safetensors", "/etc/passwd", "..", "''"})
  void anIndexMayNotPointOutsideTheCheckpoint(String shard) throws IOException {
    index("{\"weight_map\":{\"a\":\"" + shard + "\"}}");

    assertThatOpening().hasMessageContaining("tensor a").hasMessageContaining("no file name");
  }

  @Test
  void anIndexWithoutAWeightMapIsNamed() throws IOException {
    index("{}");

    assertThatOpening().hasMessageContaining("index.json").hasMessageContaining("no weight_map");
  }

  @Test
  void aTensorInTwoShardsIsNamed() throws IOException {
    write("one.safetensors", "{" + tensor("a", "F32", "[1]", 0, 4) + "}", floats(1));
    write(
        "two.safetensors",
        "{" + tensor("a", "F32", "[1]", 0, 4) + "," + tensor("b", "F32", "[1]", 4, 8) + "}",
        floats(1, 2));
    index("{\"weight_map\":{\"a\":\"one.safetensors\",\"b\":\"two.safetensors\"}}");

    assertThatOpening().hasMessageContaining("tensor a is in").hasMessageContaining("two.safe");
  }

  @Test
  void aDirectoryWithoutWeightsIsNamedWithTheWayOut() {
    assertThatOpening()
        .hasMessageContaining(directory.toString())
        .hasMessageContaining("model.safetensors.index.json")
        .hasMessageContaining("save_pretrained");
  }

  @Test
  void aMissingTensorIsNamedWithItsShape() throws IOException {
    write("model.safetensors", TWO_TENSORS, new byte[26]);

    assertThatThrownBy(() -> Weights.open(directory).tensor("model.norm.weight", 64))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("model.safetensors has no tensor model.norm.weight of shape [64]");
  }

  @Test
  void aMisShapedTensorIsNamedWithBothShapes() throws IOException {
    write("model.safetensors", TWO_TENSORS, new byte[26]);

    assertThatThrownBy(() -> Weights.open(directory).tensor("a", 3, 2))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("tensor a of shape [2, 3] where config.json implies [3, 2]");
  }

  @Test
  void anUnreadableTypeIsNamed() throws IOException {
    write("model.safetensors", "{" + tensor("a", "I8", "[4]", 0, 4) + "}", new byte[4]);

    assertThatThrownBy(() -> Weights.open(directory).tensor("a", 4))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("tensor a of type I8 where F32, F16 or BF16 is expected");
  }

  @Test
  void aFileThatIsTooShortForAHeaderIsNamed() throws IOException {
    Files.write(directory.resolve("model.safetensors"), new byte[] {1, 2, 3});

    assertThatOpening().hasMessageContaining("it has 3 bytes");
  }

  @ParameterizedTest
  @CsvSource({"1000", "9223372036854775807", "-1", "0"})
  void aHeaderLengthThatCannotBeIsNamed(long claimed) throws IOException {
    byte[] header = TWO_TENSORS.getBytes(StandardCharsets.UTF_8);
    SafetensorsWriter.write(directory.resolve("model.safetensors"), claimed, header, new byte[26]);

    assertThatOpening()
        .hasMessageContaining("corrupt header")
        .hasMessageContaining(Long.toUnsignedString(claimed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "not json; not valid JSON",
        "[1, 2]; no JSON object",
        "{\"a\":3}; tensor a",
        "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}; no shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}; its shape is [-1]",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}; its shape is [1.5]",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}; tensor a",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}; tensor a",
        "{\"a\":{\"shape\":[1],\"data_offsets\":[0,4]}}; tensor a",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,9],\"data_offsets\":[0,4]}}; overflows",
      })
  void aHeaderThatMakesNoSenseIsNamed(String header, String problem) throws IOException {
    write("model.safetensors", header, new byte[8]);

    assertThatOpening().hasMessageContaining("corrupt header").hasMessageContaining(problem);
  }

  @Test
  void aTruncatedFileIsNamedWithByteCounts() throws IOException {
    write("model.safetensors", TWO_TENSORS, new byte[25]);
    long size = Files.size(directory.resolve("model.safetensors"));

    assertThatOpening()
        .hasMessageContaining("truncated")
        .hasMessageContaining("tensor b ends at byte %d and the file has %d bytes", size + 1, size);
  }

  @Test
  void aSizeThatDisagreesWithTheShapeIsNamedWithByteCounts() throws IOException {
    write("model.safetensors", "{" + tensor("a", "F32", "[3]", 0, 8) + "}", new byte[8]);

    assertThatOpening()
        .hasMessageContaining("tensor a")
        .hasMessageContaining("3 elements of F32 need 12 bytes and its offsets span 8");
  }

  @Test
  void overlappingTensorsAreNamed() throws IOException {
    write(
        "model.safetensors",
        "{" + tensor("a", "F32", "[2]", 0, 8) + "," + tensor("b", "F32", "[2]", 4, 12) + "}",
        new byte[12]);

    assertThatOpening().hasMessageContaining("tensor b").hasMessageContaining("tensor a ends");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertThatOpening() {
    return assertThatThrownBy(() -> Weights.open(directory))
        .isInstanceOf(CheckpointException.class);
  }

  private void write(String name, String header, byte[] data) throws IOException {
    SafetensorsWriter.write(directory.resolve(name), header, data);
  }

  private void index(String json) throws IOException {
    Files.writeString(directory.resolve("model.safetensors.index.json"), json);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static List<Float> values(MappedTensor tensor) {
    List<Float> values = new ArrayList<>();
    for (ByteBuffer piece : tensor.pieces()) {
      while (piece.hasRemaining()) {
        values.add(piece.getFloat());
      }
    }
    return values;
  }
}
