package io.sglflink.runtime.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Writes a checkpoint of random bfloat16 weights in Hugging Face layout, without a tokenizer.
 *
 * <p>It is read back through the same code as a real one, so a benchmark measures what users run.
 */
final class RandomCheckpoint {

  /**
   * Values that are random; a tensor repeats them from a place of its own. A prime, so that no two
   * of a tensor's first million rows are alike.
   */
  private static final int BLOCK = 1_048_583;

  private static final short ONE = 0x3f80;

  private final ModelShape shape;
  private final SplittableRandom random;
  private final Map<String, int[]> tensors = new LinkedHashMap<>();
  private final Map<Integer, ByteBuffer> blocks = new HashMap<>();

  private RandomCheckpoint(ModelShape shape, long seed) {
    this.shape = shape;
    this.random = new SplittableRandom(seed);
    listTensors();
  }

  /** Writes config.json and model.safetensors to {@code directory}. */
  static void write(ModelShape shape, long seed, Path directory) throws IOException {
    RandomCheckpoint checkpoint = new RandomCheckpoint(shape, seed);
    checkpoint.config(directory.resolve("config.json"));
    checkpoint.weights(directory.resolve("model.safetensors"));
  }

  /** Bytes of the weights of {@code shape}. */
  static long bytes(ModelShape shape) {
    RandomCheckpoint checkpoint = new RandomCheckpoint(shape, 0);
    return checkpoint.tensors.values().stream().mapToLong(RandomCheckpoint::bytes).sum();
  }

  private void config(Path file) throws IOException {
    boolean qwen3 = shape.normalisesHeads();
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.putArray("architectures").add(qwen3 ? "Qwen3ForCausalLM" : "LlamaForCausalLM");
    config.put("model_type", qwen3 ? "qwen3" : "llama");
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
      if (shape.normalisesHeads()) {
        tensors.put(layer + "self_attn.q_norm.weight", new int[] {shape.headDim});
        tensors.put(layer + "self_attn.k_norm.weight", new int[] {shape.headDim});
      }
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
      ArrayNode sizes = entry.putArray("shape");
      Arrays.stream(tensor.getValue()).forEach(sizes::add);
      long end = offset + bytes(tensor.getValue());
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer start = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
    start.putLong(json.length).put(json).flip();
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      write(out, start);
      for (int[] sizes : tensors.values()) {
        values(out, sizes);
      }
    }
  }

  /** Vectors are norms and get ones; matrices get a spread that keeps activations in range. */
  private void values(FileChannel out, int[] sizes) throws IOException {
    int key = sizes.length == 1 ? 0 : sizes[1];
    ByteBuffer block = blocks.computeIfAbsent(key, this::block);
    int at = Short.BYTES * random.nextInt(BLOCK);
    for (long left = bytes(sizes); left > 0; ) {
      int count = (int) Math.min(left, block.capacity() - at);
      write(out, block.duplicate().position(at).limit(at + count));
      left -= count;
      at = 0;
    }
  }

  /** Values of matrices with rows of {@code columns}; ones for 0. */
  private ByteBuffer block(int columns) {
    float spread = (float) Math.sqrt(3.0 / Math.max(1, columns));
    ByteBuffer block =
        ByteBuffer.allocateDirect(Short.BYTES * BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    while (block.hasRemaining()) {
      float value = spread * (random.nextInt() / 0x1p31f);
      block.putShort(columns == 0 ? ONE : (short) (Float.floatToRawIntBits(value) >>> 16));
    }
    return block;
  }

  private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private static long bytes(int[] sizes) {
    return Arrays.stream(sizes).asLongStream().reduce(Short.BYTES, Math::multiplyExact);
  }
}
