package io.sglflink.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.checkpoint.MappedTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomWeightsTest {

  @TempDir private Path parent;

  private static float value(ByteBuffer tensor, int index) {
    return Float.intBitsToFloat(tensor.getShort(2 * index) << 16);
  }

  @Test
  void theSameSeedWritesTheSameWeights() throws IOException {
    Path[] directories = {parent.resolve("a"), parent.resolve("b"), parent.resolve("c")};
    for (int i = 0; i < 3; i++) {
      Files.createDirectory(directories[i]);
      RandomCheckpoint.write(ModelShape.TINY, i / 2, directories[i]);
    }
    Path file = Path.of("model.safetensors");
    Path first = directories[0].resolve(file);
    assertThat(Files.mismatch(first, directories[1].resolve(file))).isNegative();
    assertThat(Files.mismatch(first, directories[2].resolve(file))).isPositive();
  }

  @Test
  void matricesAreRandomAndNormsAreOnes() {
    try (RandomWeights weights = RandomWeights.write(ModelShape.TINY, 1, parent)) {
      Checkpoint checkpoint = Checkpoint.open(weights.directory());
      MappedTensor matrix = checkpoint.weights().tensor("model.embed_tokens.weight", 8192, 256);
      ByteBuffer values = matrix.pieces().get(0);
      double sum = 0;
      double squares = 0;
      int differences = 0;
      int count = values.remaining() / 2;
      for (int i = 0; i < count; i++) {
        float value = value(values, i);
        sum += value;
        squares += value * value;
        differences += value != value(values, (i + 256) % count) ? 1 : 0;
      }
      assertThat(sum / count).isBetween(-1e-3, 1e-3);
      // The variance that keeps a row's product with a unit vector at 1.
      assertThat(squares / count * 256).isBetween(0.98, 1.02);
      assertThat(differences).as("rows that differ").isGreaterThan((int) (0.9 * count));
      ByteBuffer norm = checkpoint.weights().tensor("model.norm.weight", 256).pieces().get(0);
      assertThat(value(norm, 0)).isEqualTo(1f);
      assertThat(value(norm, 255)).isEqualTo(1f);
    }
    assertThat(parent).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource(ModelShape.class)
  void theSizeIsKnownBefore(ModelShape shape) {
    double billions = RandomCheckpoint.bytes(shape) / 2e9;
    double expected =
        switch (shape) {
          case TINY -> 0.007;
          case B0_5 -> 0.39;
          case B1 -> 1.24;
          case B8 -> 8.03;
          case QWEN3_0_6B -> 0.6;
        };
    assertThat(billions).isBetween(0.95 * expected, 1.1 * expected);
  }

  @Test
  void aDirectoryMustBeThere() {
    Path absent = parent.resolve("absent");
    assertThatThrownBy(() -> RandomWeights.write(ModelShape.TINY, 1, absent))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no directory '" + absent + "' for weights: make it, or give another");
  }
}
