package io.sglflink.runtime.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads generation_config.json, which a checkpoint may lack. */
final class GenerationConfigReader {

  private GenerationConfigReader() {}

  static GenerationConfig read(Path directory, ModelConfig config) {
    Path file = directory.resolve("generation_config.json");
    if (!Files.exists(file)) {
      return new GenerationConfig(config.eosTokenIds());
    }
    List<Integer> eos = JsonFields.read(file).tokenIds("eos_token_id");
    return new GenerationConfig(eos.isEmpty() ? config.eosTokenIds() : eos);
  }
}
