package io.sglflink.runtime.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/** Reads config.json and refuses what the engine does not run. */
final class ModelConfigReader {

  private final JsonFields fields;

  private ModelConfigReader(JsonFields fields) {
    this.fields = fields;
  }

  static ModelConfig read(Path file) {
    return new ModelConfigReader(JsonFields.read(file)).read();
  }

  private ModelConfig read() {
    String architecture = architecture();
    Family family = family(architecture);
    refuseUnsupported();
    int hidden = fields.count("hidden_size");
    int heads = fields.count("num_attention_heads");
    int maxPositions =
        fields.count("max_position_embeddings", family == Family.LLAMA ? 2048 : 32_768);
    boolean attentionBias = family != Family.QWEN2 && fields.flag("attention_bias", false);
    List<Integer> bos = fields.tokenIds("bos_token_id");
    return new ModelConfig(
        family,
        architecture,
        fields.count("vocab_size"),
        hidden,
        fields.count("num_hidden_layers"),
        heads,
        kvHeads(heads),
        headDim(family, hidden, heads),
        fields.count("intermediate_size"),
        fields.positive("rms_norm_eps", 1e-6),
        RopeReader.read(fields),
        maxPositions,
        fields.flag("tie_word_embeddings", false),
        family == Family.QWEN2 || attentionBias,
        attentionBias,
        family == Family.LLAMA && fields.flag("mlp_bias", false),
        family == Family.QWEN3,
        dtype(),
        fields.tokenIds("eos_token_id"),
        bos.isEmpty() ? null : bos.get(0));
  }

  private String architecture() {
    JsonNode names = fields.has("architectures") ? fields.node("architectures") : null;
    if (names == null || !names.isArray() || names.size() != 1 || !names.get(0).isTextual()) {
      throw new CheckpointException(
          "%s names no single model in architectures (found %s): supported are %s"
              .formatted(fields.file(), names, Family.supported()));
    }
    return names.get(0).textValue();
  }

  private Family family(String architecture) {
    Family family = Family.of(architecture);
    if (family == null) {
      throw new CheckpointException(
          "%s has the architecture %s, which is not supported: use a checkpoint of one of %s"
              .formatted(fields.file(), architecture, Family.supported()));
    }
    return family;
  }

  private void refuseUnsupported() {
    String activation = fields.text("hidden_act", "silu");
    if (!activation.equals("silu")) {
      throw fields.wrong("hidden_act", "\"silu\", the only supported activation,");
    }
    if (fields.flag("use_sliding_window", false)) {
      throw new CheckpointException(
          fields.file()
              + " has use_sliding_window = true, and sliding-window attention is not supported:"
              + " use a checkpoint without it");
    }
    if (fields.has("quantization_config")) {
      throw new CheckpointException(
          fields.file()
              + " has a quantization_config, and quantized weights are not supported: use the"
              + " float32, float16 or bfloat16 checkpoint");
    }
  }

  private int kvHeads(int heads) {
    int kvHeads = fields.count("num_key_value_heads", heads);
    if (heads % kvHeads != 0) {
      throw fields.wrong(
          "num_key_value_heads", "a divisor of num_attention_heads = %d".formatted(heads));
    }
    return kvHeads;
  }

  private int headDim(Family family, int hidden, int heads) {
    // Qwen3's configuration class defaults to 128, the others divide.
    int absent = family == Family.QWEN3 ? 128 : hidden / heads;
    if (!fields.has("head_dim") && family != Family.QWEN3 && hidden % heads != 0) {
      throw fields.wrong("hidden_size", "a multiple of num_attention_heads = %d".formatted(heads));
    }
    int headDim = fields.count("head_dim", absent);
    if (headDim % 2 != 0) {
      throw new CheckpointException(
          "%s has heads of size %d, and rotary embedding needs an even size: correct head_dim"
              .formatted(fields.file(), headDim));
    }
    return headDim;
  }

  private TensorType dtype() {
    String field = fields.has("dtype") ? "dtype" : "torch_dtype";
    String name = fields.text(field, TensorType.F32.torchName());
    for (TensorType type : TensorType.values()) {
      if (type.torchName().equals(name)) {
        return type;
      }
    }
    throw fields.wrong(field, "float32, float16 or bfloat16");
  }
}
