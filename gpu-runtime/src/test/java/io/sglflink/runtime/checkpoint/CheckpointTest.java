package io.sglflink.runtime.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.runtime.checkpoint.RopeConfig.Scaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  private static final Path PARITY = Path.of("src/test/resources/parity");

  @TempDir private Path directory;

  @Test
  void opensALlama() {
    Checkpoint checkpoint = Checkpoint.open(PARITY.resolve("llama"));

    assertThat(checkpoint.config())
        .isEqualTo(
            new ModelConfig(
                Family.LLAMA,
                "LlamaForCausalLM",
                640,
                64,
                3,
                4,
                2,
                16,
                160,
                1e-5,
                new RopeConfig(10_000, new Scaling.None()),
                2048,
                false,
                false,
                false,
                false,
                new ModelConfig.Scales(0.25, 0, 0, 1),
                new ModelConfig.Sliding(
                    0, List.of(false, false, false), new RopeConfig(10_000, new Scaling.None())),
                null,
                TensorType.F32,
                List.of(1),
                0));
    assertThat(checkpoint.generationConfig().eosTokenIds()).containsExactly(1);
    assertThat(checkpoint.directory()).isEqualTo(PARITY.resolve("llama"));
  }

  @Test
  void opensALlamaWithScaledRotation() {
    Checkpoint checkpoint = Checkpoint.open(PARITY.resolve("llama3-rope"));

    assertThat(checkpoint.config().rope())
        .isEqualTo(new RopeConfig(500_000, new Scaling.Llama3(8, 1, 4, 256)));
    assertThat(checkpoint.config().tieWordEmbeddings()).isTrue();
    assertThat(checkpoint.config().headDim()).isEqualTo(32);
  }

  @Test
  void opensAQwen2() {
    Checkpoint checkpoint = Checkpoint.open(PARITY.resolve("qwen2"));

    assertThat(checkpoint.config().family()).isEqualTo(Family.QWEN2);
    assertThat(checkpoint.config().qkvBias()).isTrue();
    assertThat(checkpoint.config().outputBias()).isFalse();
    assertThat(checkpoint.weights().tensor("model.layers.2.self_attn.q_proj.bias", 64).elements())
        .isEqualTo(64);
  }

  @Test
  void opensAQwen3() {
    Checkpoint checkpoint = Checkpoint.open(PARITY.resolve("qwen3"));

    assertThat(checkpoint.config().family()).isEqualTo(Family.QWEN3);
    assertThat(checkpoint.config().family().normalisesHeads()).isTrue();
    assertThat(checkpoint.config().qkvBias()).isFalse();
    assertThat(checkpoint.weights().tensor("model.layers.0.self_attn.q_norm.weight", 32).type())
        .isEqualTo(TensorType.F32);
    assertThat(checkpoint.weights().parameterCount()).isEqualTo(parameters(checkpoint));
  }

  @Test
  void mapsEveryTensorOfEveryCheckpoint() {
    for (String name : List.of("llama", "llama3-rope", "qwen2", "qwen3")) {
      Weights weights = Checkpoint.open(PARITY.resolve(name)).weights();

      assertThat(weights.names()).contains("model.embed_tokens.weight");
      assertThat(weights.tensor("model.embed_tokens.weight", 640, 64).elements()).isEqualTo(40_960);
    }
  }

  @Test
  void aMissingDirectoryIsNamedWithTheWayOut() {
    assertThatThrownBy(() -> Checkpoint.open(directory.resolve("nowhere")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("nowhere is no directory")
        .hasMessageContaining("config.json");
  }

  @Test
  void aMissingConfigurationIsNamed() {
    assertThatThrownBy(() -> Checkpoint.open(directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("config.json is missing");
  }

  @Test
  void generationConfigurationOverridesTheModels() throws IOException {
    copyLlama();
    Files.writeString(directory.resolve("generation_config.json"), "{\"eos_token_id\": [1, 3, 2]}");
    assertThat(Checkpoint.open(directory).generationConfig().eosTokenIds())
        .containsExactly(1, 3, 2);

    Files.writeString(directory.resolve("generation_config.json"), "{}");
    assertThat(Checkpoint.open(directory).generationConfig().eosTokenIds()).containsExactly(1);

    Files.delete(directory.resolve("generation_config.json"));
    assertThat(Checkpoint.open(directory).generationConfig().eosTokenIds()).containsExactly(1);
  }

  private void copyLlama() throws IOException {
    for (String file : List.of("config.json", "model.safetensors")) {
      Files.copy(PARITY.resolve("llama").resolve(file), directory.resolve(file));
    }
  }

  /** What the configuration implies for an untied model with query and key norms. */
  private static long parameters(Checkpoint checkpoint) {
    ModelConfig config = checkpoint.config();
    long hidden = config.hiddenSize();
    long attention = 2 * hidden * config.headDim() * ((long) config.heads() + config.kvHeads());
    long norms = 2 * hidden + 2L * config.headDim();
    long layer = attention + 3 * hidden * config.intermediateSize() + norms;
    return 2L * config.vocabSize() * hidden + config.layers() * layer + hidden;
  }
}
