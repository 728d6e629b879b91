package io.sglflink.runtime.checkpoint;

import java.util.List;

/**
 * What generation_config.json says of generation.
 *
 * @param eosTokenIds ids that end a generation: the file's, or config.json's where it has none;
 *     maybe empty
 */
public record GenerationConfig(List<Integer> eosTokenIds) {

  public GenerationConfig {
    eosTokenIds = List.copyOf(eosTokenIds);
  }
}
