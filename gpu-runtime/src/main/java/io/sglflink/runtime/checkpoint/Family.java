package io.sglflink.runtime.checkpoint;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The model families that the engine runs. */
public enum Family {
  /** Llama 2 and 3.x. */
  LLAMA("LlamaForCausalLM"),
  /** Qwen2 and Qwen2.5: biases on the query, key and value projections. */
  QWEN2("Qwen2ForCausalLM"),
  /** Qwen3: query and key heads are normalised before rotation. */
  QWEN3("Qwen3ForCausalLM");

  private final String architecture;

  Family(String architecture) {
    this.architecture = architecture;
  }

  /** The name in config.json's {@code architectures}. */
  public String architecture() {
    return architecture;
  }

  /** The family of {@code architecture}, or null when the engine has none. */
  static Family of(String architecture) {
    for (Family family : values()) {
      if (family.architecture.equals(architecture)) {
        return family;
      }
    }
    return null;
  }

  static String supported() {
    return Arrays.stream(values()).map(Family::architecture).collect(Collectors.joining(", "));
  }
}
