package io.sglflink.runtime.bench;

import java.util.Locale;

/**
 * Sizes of well-known models, for random checkpoints.
 *
 * <p>{@code B0_5} is Qwen2.5-0.5B with a vocabulary of 32,000, the shape of the figures that the
 * project measures itself against; {@code TINY} is no model's; the others are Llama 3's and Qwen
 * 3's.
 */
public enum ModelShape {
  TINY("tiny", 4, 256, 8, 2, 32, 704, 8_192, false),
  B0_5("0.5b", 24, 896, 14, 2, 64, 4_864, 32_000, true),
  B1("1b", 16, 2_048, 32, 8, 64, 8_192, 128_256, true),
  B8("8b", 32, 4_096, 32, 8, 128, 14_336, 128_256, false),
  QWEN3_0_6B("qwen3-0.6b", 28, 1_024, 16, 8, 128, 3_072, 151_936, true);

  final String label;
  final int layers;
  final int hidden;
  final int heads;
  final int kvHeads;
  final int headDim;
  final int intermediate;
  final int vocabulary;
  final boolean tied;

  ModelShape(
      String label,
      int layers,
      int hidden,
      int heads,
      int kvHeads,
      int headDim,
      int intermediate,
      int vocabulary,
      boolean tied) {
    this.label = label;
    this.layers = layers;
    this.hidden = hidden;
    this.heads = heads;
    this.kvHeads = kvHeads;
    this.headDim = headDim;
    this.intermediate = intermediate;
    this.vocabulary = vocabulary;
    this.tied = tied;
  }

  /** Whether queries and keys are normalised head by head, as in Qwen 3. */
  boolean normalisesHeads() {
    return this == QWEN3_0_6B;
  }

  /**
   * The shape called {@code label}, for example {@code 0.5b}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static ModelShape of(String label) {
    for (ModelShape shape : values()) {
      if (shape.label.equals(label.toLowerCase(Locale.ROOT))) {
        return shape;
      }
    }
    throw new IllegalArgumentException(
        "there is no shape \"" + label + "\": give tiny, 0.5b, 1b, 8b or qwen3-0.6b");
  }

  @Override
  public String toString() {
    return label;
  }
}
