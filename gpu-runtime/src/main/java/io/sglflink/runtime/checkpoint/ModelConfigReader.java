package io.sglflink.runtime.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Reads config.json and refuses what the engine does not run. */
final class ModelConfigReader {

  private final JsonFields fields;
  private final Family family;

  private ModelConfigReader(JsonFields fields, Family family) {
    this.fields = fields;
    this.family = family;
  }

  static ModelConfig read(Path file) {
    JsonFields fields = JsonFields.read(file);
    return new ModelConfigReader(fields, family(fields)).read();
  }

  private ModelConfig read() {
    refuseUnsupported();
    int hidden = fields.count("hidden_size");
    int heads = fields.count("num_attention_heads");
    int headDim = headDim(hidden, heads);
    int layers = fields.count("num_hidden_layers");
    int maxPositions = fields.count("max_position_embeddings", family.defaultMaxPositions());
    boolean attentionBias = hasAttentionBias();
    List<Integer> bos = fields.tokenIds("bos_token_id");
    RopeReader rope = new RopeReader(fields, family, headDim, maxPositions);
    return new ModelConfig(
        family,
        family.architecture(),
        fields.count("vocab_size"),
        hidden,
        layers,
        heads,
        kvHeads(heads),
        headDim,
        fields.count("intermediate_size"),
        fields.positive("rms_norm_eps", family.defaultRmsNormEps()),
        rope.read(),
        maxPositions,
        fields.flag("tie_word_embeddings", family.isGemma()),
        family == Family.QWEN2 || attentionBias,
        attentionBias,
        family == Family.LLAMA && fields.flag("mlp_bias", false),
        scales(hidden, headDim),
        sliding(layers, rope.readLocal()),
        experts(layers),
        dtype(),
        fields.tokenIds("eos_token_id"),
        bos.isEmpty() ? null : bos.get(0));
  }

  private static Family family(JsonFields fields) {
    JsonNode names = fields.has("architectures") ? fields.node("architectures") : null;
    if (names == null || !names.isArray() || names.size() != 1 || !names.get(0).isTextual()) {
      throw new CheckpointException(
          "%s names no single model in architectures (found %s): supported are %s"
              .formatted(fields.file(), names, Family.supported()));
    }
    String architecture = names.get(0).textValue();
    Family family = Family.of(architecture);
    if (family == null) {
      throw new CheckpointException(
          "%s has the architecture %s, which is not supported: use a checkpoint of one of %s"
              .formatted(fields.file(), architecture, Family.supported()));
    }
    return family;
  }

  private void refuseUnsupported() {
    String field = family.isGemma() ? "hidden_activation" : "hidden_act";
    String supported = family.isGemma() ? "gelu_pytorch_tanh" : "silu";
    if (!fields.text(field, supported).equals(supported)) {
      throw fields.wrong(field, "\"%s\", the only supported activation,".formatted(supported));
    }
    if (family.isGemma() && fields.flag("use_bidirectional_attention", false)) {
      throw fields.wrong("use_bidirectional_attention", "false, a model that generates text,");
    }
    if (fields.has("quantization_config")) {
      throw new CheckpointException(
          fields.file()
              + " has a quantization_config, and quantized weights are not supported: use the"
              + " float32, float16 or bfloat16 checkpoint");
    }
  }

  private boolean hasAttentionBias() {
    return switch (family) {
      case LLAMA, QWEN3, QWEN3_MOE, GEMMA2, GEMMA3 -> fields.flag("attention_bias", false);
      case QWEN2, MISTRAL, MIXTRAL, PHI3 -> false;
    };
  }

  private ModelConfig.Scales scales(int hidden, int headDim) {
    if (!family.isGemma()) {
      return new ModelConfig.Scales(1 / Math.sqrt(headDim), 0, 0, 1);
    }
    boolean second = family == Family.GEMMA2;
    return new ModelConfig.Scales(
        1 / Math.sqrt(fields.positive("query_pre_attn_scalar", 256)),
        // Gemma 3's configuration still has the field, its attention does not use it.
        second ? cap("attn_logit_softcapping", 50) : 0,
        cap("final_logit_softcapping", second ? 30 : 0),
        Math.sqrt(hidden));
  }

  /** A cap; null says that there is none. */
  private double cap(String field, double absent) {
    return fields.positive(field, fields.declares(field) ? 0 : absent);
  }

  private ModelConfig.Sliding sliding(int layers, RopeConfig rope) {
    int window = window();
    List<Boolean> slides = window == 0 ? Collections.nCopies(layers, false) : slidingLayers(layers);
    return new ModelConfig.Sliding(slides.contains(true) ? window : 0, slides, rope);
  }

  private int window() {
    String field = "sliding_window";
    return switch (family) {
      case LLAMA -> 0;
      case QWEN2, QWEN3, QWEN3_MOE ->
          fields.flag("use_sliding_window", false)
              ? fields.count(field, fields.declares(field) ? 0 : Family.DEFAULT_WINDOW)
              : 0;
      case MISTRAL -> fields.count(field, fields.declares(field) ? 0 : Family.DEFAULT_WINDOW);
      case MIXTRAL, PHI3 -> fields.count(field, 0);
      case GEMMA2, GEMMA3 -> fields.count(field, Family.DEFAULT_WINDOW);
    };
  }

  private List<Boolean> slidingLayers(int layers) {
    return switch (family) {
      case LLAMA, QWEN3_MOE, MISTRAL, MIXTRAL, PHI3 -> Collections.nCopies(layers, true);
      case QWEN2, QWEN3 -> {
        int first = fields.index("max_window_layers", 28);
        yield layerTypes(layers, layer -> layer >= first);
      }
      case GEMMA2 -> layerTypes(layers, layer -> layer % 2 == 0);
      case GEMMA3 -> {
        // Both names are in use, the second since transformers derives layer_types from it.
        int pattern =
            fields.count("sliding_window_pattern", fields.count("_sliding_window_pattern", 6));
        yield layerTypes(layers, layer -> (layer + 1) % pattern != 0);
      }
    };
  }

  /** Which layers slide as {@code layer_types} says, or else as {@code absent} does. */
  private List<Boolean> layerTypes(int layers, IntPredicate absent) {
    if (!fields.has("layer_types")) {
      return IntStream.range(0, layers).mapToObj(absent::test).toList();
    }
    List<Boolean> slides = new ArrayList<>();
    for (JsonNode type : fields.list("layer_types")) {
      if (!type.asText().equals("sliding_attention") && !type.asText().equals("full_attention")) {
        throw fields.wrong("layer_types", "a list of sliding_attention and full_attention");
      }
      slides.add(type.asText().equals("sliding_attention"));
    }
    if (slides.size() != layers) {
      throw fields.wrong("layer_types", "one type for each of %d layers".formatted(layers));
    }
    return slides;
  }

  private ModelConfig.Experts experts(int layers) {
    return switch (family) {
      case MIXTRAL ->
          experts(fields.count("intermediate_size"), 2, 8, true, Collections.nCopies(layers, true));
      case QWEN3_MOE ->
          experts(
              fields.count("moe_intermediate_size", 768),
              8,
              128,
              fields.flag("norm_topk_prob", false),
              expertLayers(layers));
      default -> null;
    };
  }

  private ModelConfig.Experts experts(
      int intermediate,
      int usuallyChosen,
      int usualCount,
      boolean normalised,
      List<Boolean> layers) {
    int count = fields.count("num_local_experts", fields.count("num_experts", usualCount));
    int chosen = fields.count("num_experts_per_tok", usuallyChosen);
    if (chosen > count) {
      throw fields.wrong("num_experts_per_tok", "at most num_experts = %d".formatted(count));
    }
    return new ModelConfig.Experts(count, chosen, intermediate, normalised, layers);
  }

  private List<Boolean> expertLayers(int layers) {
    Set<Integer> without = new TreeSet<>();
    if (fields.has("mlp_only_layers")) {
      fields.list("mlp_only_layers").forEach(layer -> without.add(layer.asInt(-1)));
    }
    int step = fields.count("decoder_sparse_step", 1);
    return IntStream.range(0, layers)
        .mapToObj(layer -> !without.contains(layer) && (layer + 1) % step == 0)
        .toList();
  }

  private int kvHeads(int heads) {
    String field = "num_key_value_heads";
    int usual = family.defaultKvHeads();
    int kvHeads = fields.count(field, usual == 0 || fields.declares(field) ? heads : usual);
    if (heads % kvHeads != 0) {
      throw fields.wrong(field, "a divisor of num_attention_heads = %d".formatted(heads));
    }
    return kvHeads;
  }

  private int headDim(int hidden, int heads) {
    int usual = family.defaultHeadDim();
    if (!fields.has("head_dim") && usual == 0 && hidden % heads != 0) {
      throw fields.wrong("hidden_size", "a multiple of num_attention_heads = %d".formatted(heads));
    }
    int headDim = fields.count("head_dim", usual == 0 ? hidden / heads : usual);
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
