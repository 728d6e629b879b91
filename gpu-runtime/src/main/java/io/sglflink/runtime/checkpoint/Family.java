package io.sglflink.runtime.checkpoint;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The model families that the engine runs, and what is true of every model of one. */
public enum Family {
  /** Llama 2 and 3.x. */
  LLAMA("LlamaForCausalLM", "llama", 2048, 1e-6, 1e4, 0, 0),
  /** Qwen2 and Qwen2.5: biases on the query, key and value projections. */
  QWEN2("Qwen2ForCausalLM", "llama", 32_768, 1e-6, 1e4, 0, 0),
  /** Qwen3: query and key heads are normalised before rotation. */
  QWEN3("Qwen3ForCausalLM", "qwen3", 32_768, 1e-6, 1e4, 0, 128),
  /** Qwen3 with experts in place of some or all feed-forward blocks. */
  QWEN3_MOE("Qwen3MoeForCausalLM", "qwen3", 32_768, 1e-6, 1e4, 4, 0),
  /** Mistral: Llama, where older ones attend to a window. */
  MISTRAL("MistralForCausalLM", "llama", 131_072, 1e-6, 1e4, 8, 0),
  /** Mixtral: Mistral with experts in place of the feed-forward block. */
  MIXTRAL("MixtralForCausalLM", "llama", 131_072, 1e-5, 1e6, 8, 0),
  /** Phi-3, Phi-3.5 and Phi-4: projections fused in the checkpoint, a part of a head rotated. */
  PHI3("Phi3ForCausalLM", "llama", 4096, 1e-5, 1e4, 0, 0),
  /** Gemma 2: every other layer attends to a window; scores and logits are capped. */
  GEMMA2("Gemma2ForCausalLM", "gemma2", 8192, 1e-6, 1e4, 4, 256),
  /** The text models of Gemma 3: layers that attend to a window have a rotation of their own. */
  GEMMA3("Gemma3ForCausalLM", "gemma3", 131_072, 1e-6, 1e6, 4, 256);

  /** The window of families that have one, when config.json leaves it out. */
  static final int DEFAULT_WINDOW = 4096;

  private final String architecture;
  private final String script;
  private final int maxPositions;
  private final double rmsNormEps;
  private final double ropeTheta;
  private final int kvHeads;
  private final int headDim;

  /** The numbers are what fields are when config.json leaves them out. */
  Family(
      String architecture,
      String script,
      int maxPositions,
      double rmsNormEps,
      double ropeTheta,
      int kvHeads,
      int headDim) {
    this.architecture = architecture;
    this.script = script;
    this.maxPositions = maxPositions;
    this.rmsNormEps = rmsNormEps;
    this.ropeTheta = ropeTheta;
    this.kvHeads = kvHeads;
    this.headDim = headDim;
  }

  /** The name in config.json's {@code architectures}. */
  public String architecture() {
    return architecture;
  }

  /** The script that runs it, without its suffix. */
  public String script() {
    return script;
  }

  int defaultMaxPositions() {
    return maxPositions;
  }

  double defaultRmsNormEps() {
    return rmsNormEps;
  }

  double defaultRopeTheta() {
    return ropeTheta;
  }

  /** Key and value heads; 0 for as many as query heads. */
  int defaultKvHeads() {
    return kvHeads;
  }

  /** Size of a head; 0 for the hidden size over the number of heads. */
  int defaultHeadDim() {
    return headDim;
  }

  /** Whether query and key heads are normalised before rotation. */
  public boolean normalisesHeads() {
    return this == QWEN3 || this == QWEN3_MOE || this == GEMMA3;
  }

  /** Whether the checkpoint holds projections that read the same input as one tensor. */
  public boolean isFused() {
    return this == PHI3;
  }

  /** Whether it is a Gemma: blocks normalised before and after, GELU, scaled embeddings, caps. */
  public boolean isGemma() {
    return this == GEMMA2 || this == GEMMA3;
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
