package io.sglflink.runtime.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Writes a checkpoint of random bfloat16 weights in Hugging Face layout, without a tokenizer.
 *
 * <p>It is read back through the same code as a real one, so a benchmark measures what users run.
 */
final class RandomCheckpoint {

  private static final int CHUNK = 1 << 20;
  private static final short ONE = 0x3f80;

  private final ModelShape shape;
  private final SplittableRandom random;
  private final Map<String, int[]> tensors = new LinkedHashMap<>();

  private RandomCheckpoint(ModelShape shape, long seed) {
    this.shape = shape;
    this.random = new SplittableRandom(seed);
  }

  /** Writes config.json and model.safetensors to {@code directory}. */
  static void write(ModelShape shape, long seed, Path directory) throws IOException {
    RandomCheckpoint checkpoint = new RandomCheckpoint(shape, seed);
    checkpoint.config(directory.resolve("config.json"));
    checkpoint.listTensors();
    checkpoint.weights(directory.resolve("model.safetensors"));
  }

  private void config(Path file) throws IOException {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.putArray("architectures").add("LlamaForCausalLM");
    config.put("model_type", "llama");
    config.put("torch_dtype", "bfloat16");
    config.put("hidden_act", "silu");
    config.put("hidden_size", shape.hidden);
    config.put("intermediate_size", shape.intermediate);
    config.put("num_hidden_layers", shape.layers);
    config.put("num_attention_heads", shape.heads);
    config.put("num_key_value_heads", shape.kvHeads);
    config.put("head_dim", shape.headDim);
    config.put("vocab_size", shape.vocabulary);
    config.put("max_position_embeddings", 32_768);
    config.put("rms_norm_eps", 1e-5);
    config.put("rope_theta", 500_000.0);
    config.put("tie_word_embeddings", shape.tied);
    new ObjectMapper().writeValue(file.toFile(), config);
  }

  private void listTensors() {
    int queries = shape.heads * shape.headDim;
    int keys = shape.kvHeads * shape.headDim;
    tensors.put("model.embed_tokens.weight", new int[] {shape.vocabulary, shape.hidden});
    tensors.put("model.norm.weight", new int[] {shape.hidden});
    if (!shape.tied) {
      tensors.put("lm_head.weight", new int[] {shape.vocabulary, shape.hidden});
    }
    for (int i = 0; i < shape.layers; i++) {
      String layer = "model.layers." + i + ".";
      tensors.put(layer + "input_layernorm.weight", new int[] {shape.hidden});
      tensors.put(layer + "post_attention_layernorm.weight", new int[] {shape.hidden});
      tensors.put(layer + "self_attn.q_proj.weight", new int[] {queries, shape.hidden});
      tensors.put(layer + "self_attn.k_proj.weight", new int[] {keys, shape.hidden});
      tensors.put(layer + "self_attn.v_proj.weight", new int[] {keys, shape.hidden});
      tensors.put(layer + "self_attn.o_proj.weight", new int[] {shape.hidden, queries});
      tensors.put(layer + "mlp.gate_proj.weight", new int[] {shape.intermediate, shape.hidden});
      tensors.put(layer + "mlp.up_proj.weight", new int[] {shape.intermediate, shape.hidden});
      tensors.put(layer + "mlp.down_proj.weight", new int[] {shape.hidden, shape.intermediate});
    }
  }

  private void weights(Path file) throws IOException {
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    long offset = 0;
    for (Map.Entry<String, int[]> tensor : tensors.entrySet()) {
      ObjectNode entry = header.putObject(tensor.getKey());
      entry.put("dtype", "BF16");
      List<Integer> sizes = new ArrayList<>();
      for (int size : tensor.getValue()) {
        sizes.add(size);
      }
      sizes.forEach(entry.putArray("shape")::add);
      long end = offset + 2 * elements(tensor.getValue());
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
      out.write(json);
      for (int[] sizes : tensors.values()) {
        values(out, sizes);
      }
    }
  }

  /** Vectors are norms and get ones; matrices get a spread that keeps activations in range. */
  private void values(OutputStream out, int[] sizes) throws IOException {
    boolean norm = sizes.length == 1;
    float spread = (float) Math.sqrt(3.0 / sizes[sizes.length - 1]);
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (long left = elements(sizes); left > 0; left--) {
      float value = spread * (2 * random.nextInt() / (float) 0xffffffffL);
      chunk.putShort(norm ? ONE : (short) (Float.floatToRawIntBits(value) >>> 16));
      if (!chunk.hasRemaining()) {
        out.write(chunk.array());
        chunk.clear();
      }
    }
    out.write(chunk.array(), 0, chunk.position());
  }

  private static long elements(int[] sizes) {
    long elements = 1;
    for (int size : sizes) {
      elements *= size;
    }
    return elements;
  }
}
