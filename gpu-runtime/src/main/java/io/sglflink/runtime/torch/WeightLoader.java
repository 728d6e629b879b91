package io.sglflink.runtime.torch;

import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.checkpoint.CheckpointException;
import io.sglflink.runtime.checkpoint.Family;
import io.sglflink.runtime.checkpoint.MappedTensor;
import io.sglflink.runtime.checkpoint.ModelConfig;
import io.sglflink.runtime.checkpoint.ModelConfig.Experts;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands a checkpoint's weights to the script under the script's names, projections that read the
 * same input fused into one. The script copies, so nothing mapped outlives {@link #load}.
 */
final class WeightLoader {

  private static final int OUTSIDE_LAYERS = -1;

  private final ScriptModule module;
  private final PtNDManager cpu;
  private final Checkpoint checkpoint;
  private final ModelConfig config;
  private final HeadOrder order;

  WeightLoader(ScriptModule module, PtNDManager cpu, Checkpoint checkpoint) {
    this.module = module;
    this.cpu = cpu;
    this.checkpoint = checkpoint;
    this.config = checkpoint.config();
    this.order = new HeadOrder(config);
  }

  void load() {
    long hidden = config.hiddenSize();
    long vocabulary = config.vocabSize();
    Form table = new Form(new long[] {hidden}, false, HeadOrder.AS_IS, false);
    put(OUTSIDE_LAYERS, "embedding", table, part("model.embed_tokens.weight", vocabulary));
    vector(OUTSIDE_LAYERS, "norm", part("model.norm.weight", hidden));
    for (int layer = 0; layer < config.layers(); layer++) {
      attention(layer, "model.layers." + layer + ".");
      feedForward(layer, "model.layers." + layer + ".");
    }
    if (config.tieWordEmbeddings()) {
      module.callLong("tie");
    } else {
      matrix(OUTSIDE_LAYERS, "head", hidden, part("lm_head.weight", vocabulary));
    }
  }

  private void attention(int layer, String prefix) {
    long hidden = config.hiddenSize();
    long queries = (long) config.heads() * config.headDim();
    long keys = (long) config.kvHeads() * config.headDim();
    String attention = prefix + "self_attn.";
    vector(layer, "attention_norm", part(prefix + "input_layernorm.weight", hidden));
    Form rows = new Form(new long[] {hidden}, true, order.rows(), false);
    if (config.family().isFused()) {
      put(layer, "qkv", rows, part(attention + "qkv_proj.weight", queries + 2 * keys));
    } else {
      put(
          layer,
          "qkv",
          rows,
          part(attention + "q_proj.weight", queries),
          part(attention + "k_proj.weight", keys),
          part(attention + "v_proj.weight", keys));
    }
    if (config.qkvBias()) {
      put(
          layer,
          "qkv.bias",
          new Form(new long[0], false, order.rows(), false),
          part(attention + "q_proj.bias", queries),
          part(attention + "k_proj.bias", keys),
          part(attention + "v_proj.bias", keys));
    }
    if (config.family().normalisesHeads()) {
      Form values = new Form(new long[0], false, order.values(), false);
      put(layer, "q_norm", values, part(attention + "q_norm.weight", config.headDim()));
      put(layer, "k_norm", values, part(attention + "k_norm.weight", config.headDim()));
      module.callLong("join_norms", IValue.from((long) layer));
    }
    Form columns = new Form(new long[] {queries}, true, order.columns(), true);
    put(layer, "output", columns, part(attention + "o_proj.weight", hidden));
    if (config.outputBias()) {
      vector(layer, "output.bias", part(attention + "o_proj.bias", hidden));
    }
  }

  private void feedForward(int layer, String prefix) {
    norms(layer, prefix);
    Experts experts = config.experts();
    if (experts != null && experts.layers().get(layer)) {
      experts(layer, prefix, experts);
    } else {
      dense(layer, prefix + "mlp.");
    }
  }

  private void norms(int layer, String prefix) {
    long hidden = config.hiddenSize();
    Part postAttention = part(prefix + "post_attention_layernorm.weight", hidden);
    if (!config.family().isGemma()) {
      vector(layer, "feed_forward_norm", postAttention);
      return;
    }
    vector(layer, "attention_post_norm", postAttention);
    vector(layer, "feed_forward_norm", part(prefix + "pre_feedforward_layernorm.weight", hidden));
    vector(
        layer,
        "feed_forward_post_norm",
        part(prefix + "post_feedforward_layernorm.weight", hidden));
  }

  private void dense(int layer, String mlp) {
    long hidden = config.hiddenSize();
    long inner = config.intermediateSize();
    if (config.family().isFused()) {
      matrix(layer, "gate_up", hidden, part(mlp + "gate_up_proj.weight", 2 * inner));
    } else {
      matrix(
          layer,
          "gate_up",
          hidden,
          part(mlp + "gate_proj.weight", inner),
          part(mlp + "up_proj.weight", inner));
    }
    matrix(layer, "down", inner, part(mlp + "down_proj.weight", hidden));
    if (config.mlpBias()) {
      vector(
          layer,
          "gate_up.bias",
          part(mlp + "gate_proj.bias", inner),
          part(mlp + "up_proj.bias", inner));
      vector(layer, "down.bias", part(mlp + "down_proj.bias", hidden));
    }
  }

  /** The experts' matrices one below the other. */
  private void experts(int layer, String prefix, Experts experts) {
    boolean mixtral = config.family() == Family.MIXTRAL;
    long hidden = config.hiddenSize();
    long inner = experts.intermediateSize();
    String moe = prefix + (mixtral ? "block_sparse_moe." : "mlp.");
    List<Part> gateUp = new ArrayList<>();
    List<Part> down = new ArrayList<>();
    for (int i = 0; i < experts.count(); i++) {
      String expert = moe + "experts." + i + ".";
      gateUp.add(part(expert + (mixtral ? "w1.weight" : "gate_proj.weight"), inner));
      gateUp.add(part(expert + (mixtral ? "w3.weight" : "up_proj.weight"), inner));
      down.add(part(expert + (mixtral ? "w2.weight" : "down_proj.weight"), hidden));
    }
    Form table = new Form(new long[] {hidden}, false, HeadOrder.AS_IS, false);
    put(layer, "router", table, part(moe + "gate.weight", experts.count()));
    put(layer, "gate_up", table, gateUp.toArray(Part[]::new));
    Form narrow = new Form(new long[] {inner}, false, HeadOrder.AS_IS, false);
    put(layer, "down", narrow, down.toArray(Part[]::new));
  }

  /** A tensor of the checkpoint and the size that its first dimension must have. */
  private record Part(String tensor, long rows) {}

  private static Part part(String tensor, long rows) {
    return new Part(tensor, rows);
  }

  /**
   * How the script keeps a weight.
   *
   * @param inner its dimensions but for the first
   * @param multiplied whether it is a matrix that products read, else a table or a vector
   * @param order order of its rows, or of its columns, see {@link HeadOrder}
   * @param columns whether {@code order} is of columns
   */
  private record Form(long[] inner, boolean multiplied, long[] order, boolean columns) {}

  private void matrix(int layer, String name, long columns, Part... parts) {
    put(layer, name, new Form(new long[] {columns}, true, HeadOrder.AS_IS, false), parts);
  }

  private void vector(int layer, String name, Part... parts) {
    put(layer, name, new Form(new long[0], false, HeadOrder.AS_IS, false), parts);
  }

  private void put(int layer, String name, Form form, Part... parts) {
    long[] inner = form.inner();
    List<ByteBuffer> pieces = new ArrayList<>();
    long rows = 0;
    MappedTensor first = null;
    for (Part part : parts) {
      MappedTensor tensor = checkpoint.weights().tensor(part.tensor(), shape(part.rows(), inner));
      first = first == null ? tensor : first;
      if (tensor.type() != first.type()) {
        throw new CheckpointException(
            checkpoint.directory()
                + ": "
                + tensor.name()
                + " is "
                + tensor.type()
                + ", "
                + first.name()
                + " beside it is "
                + first.type()
                + ": save both in the same type");
      }
      pieces.addAll(tensor.pieces());
      rows += part.rows();
    }
    try {
      module.callLong(
          "put",
          IValue.from((long) layer),
          IValue.from(name),
          ScriptModule.bytes(cpu, pieces),
          IValue.from((long) TorchDecoder.scalarType(first.type())),
          IValue.listFrom(shape(rows, inner)),
          IValue.from(form.multiplied()),
          IValue.listFrom(form.order()),
          IValue.from(form.columns()));
    } finally {
      // The tensors read the mapped bytes without holding them.
      Reference.reachabilityFence(pieces);
    }
  }

  private static long[] shape(long rows, long[] inner) {
    long[] shape = new long[1 + inner.length];
    shape[0] = rows;
    System.arraycopy(inner, 0, shape, 1, inner.length);
    return shape;
  }
}
