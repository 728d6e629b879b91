package io.sglflink.runtime.torch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.checkpoint.ModelConfig;
import io.sglflink.runtime.checkpoint.RopeConfig;
import io.sglflink.runtime.checkpoint.TensorType;
import io.sglflink.runtime.step.StepInput;
import io.sglflink.runtime.step.StepInput.Draws;
import io.sglflink.runtime.step.StepModel;
import io.sglflink.runtime.step.StepOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * A checkpoint's model and its KV pool on one device.
 *
 * <p>Open it, {@link #allocate} the pool, then step. All calls come from one thread.
 */
public final class TorchDecoder implements StepModel {

  static final String ENGINE = "PyTorch";

  private final ModelConfig config;
  private final TensorType type;
  private final ComputeDevice device;
  private final ScriptModule module;
  private final WeightLoader weights;
  private final PtNDManager cpu;
  private final boolean flash;
  private final int window;
  private final int context;
  private final Queue<StepOutput> answers = new ArrayDeque<>();
  private int slots;

  /** The tensor of a step reads it without holding it. */
  private ByteBuffer maskBytes = ByteBuffer.allocateDirect(0);

  private TorchDecoder(Checkpoint checkpoint, ComputeDevice device, TensorType type, int context) {
    this.config = checkpoint.config();
    this.type = type;
    this.device = device;
    // The flash operator takes 16-bit types on CUDA, and has no cap.
    this.flash = device.isGpu() && type != TensorType.F32 && config.scales().attentionCap() == 0;
    int longest = config.sliding().window();
    this.context = context;
    this.window = longest < context ? longest : 0;
    Engine engine = Engine.getEngine(ENGINE);
    this.module =
        new ScriptModule((PtNDManager) engine.newBaseManager(device.djl()), archive(config));
    this.cpu = (PtNDManager) engine.newBaseManager(ComputeDevice.CPU.djl());
    this.weights = new WeightLoader(module, cpu, checkpoint);
    try {
      weights.load();
      module.callLong("slide", IValue.listFrom(flags(config.sliding().layers())));
      rotary("", config.rope());
      if (!config.sliding().rope().equals(config.rope())) {
        rotary("local_", config.sliding().rope());
      }
      module.emptyCache();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Loads the weights to {@code device}.
   *
   * @param type the type that weights, keys and values are converted to
   * @param context most positions of a sequence
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when a tensor is missing or has the
   *     wrong form
   */
  public static TorchDecoder open(
      Checkpoint checkpoint, ComputeDevice device, TensorType type, int context) {
    return new TorchDecoder(checkpoint, device, type, context);
  }

  private void rotary(String prefix, RopeConfig rope) {
    rotary(prefix, rope, 1);
    if (context > shortLength()) {
      rotary(prefix, rope, context);
    }
  }

  private void rotary(String prefix, RopeConfig rope, int length) {
    module.callLong(
        "rotary",
        IValue.from(prefix),
        IValue.listFrom(rope.inverseFrequencies(config.headDim(), length)),
        IValue.from(rope.attentionFactor()),
        IValue.from((long) context));
  }

  private static boolean[] flags(List<Boolean> list) {
    boolean[] flags = new boolean[list.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = list.get(i);
    }
    return flags;
  }

  /** Bytes of main or device memory that one slot of the KV pool takes. */
  public static long bytesPerSlot(ModelConfig config, TensorType type) {
    return 2L * config.layers() * config.kvHeads() * config.headDim() * type.bytes();
  }

  /** Makes the KV pool. */
  public void allocate(int slots) {
    this.slots = (int) module.callLong("allocate", IValue.from((long) slots));
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public int vocabSize() {
    return config.vocabSize();
  }

  @Override
  public SegmentStyle segmentStyle() {
    return flash ? SegmentStyle.WAVES : SegmentStyle.EACH;
  }

  @Override
  public int window() {
    return window;
  }

  @Override
  public int shortLength() {
    return Math.min(config.rope().shortLength(), config.sliding().rope().shortLength());
  }

  @Override
  public boolean overlaps() {
    return false;
  }

  @Override
  public void launch(StepInput input) {
    answers.add(StepOutput.parse(answer(input), input));
  }

  @Override
  public StepOutput await() {
    return answers.remove();
  }

  private double[] answer(StepInput input) {
    Draws draws = input.draws();
    return module.callDoubles(
        "step",
        IValue.listFrom(input.ids()),
        IValue.listFrom(rotations(input)),
        IValue.listFrom(input.slots()),
        IValue.listFrom(input.attention().segments()),
        IValue.listFrom(input.attention().waves()),
        IValue.listFrom(input.sliding().segments()),
        IValue.listFrom(input.sliding().waves()),
        IValue.listFrom(draws.rows()),
        IValue.from((long) draws.greedy()),
        IValue.listFrom(draws.numbers()),
        IValue.listFrom(draws.topK()),
        IValue.from(draws.filtered()),
        IValue.listFrom(draws.edits().rows()),
        IValue.listFrom(draws.edits().tokens()),
        IValue.listFrom(draws.edits().repetition()),
        IValue.listFrom(draws.edits().bias()),
        IValue.from(draws.logprobs()),
        ScriptModule.bytes(cpu, bytes(draws.masks().words())),
        IValue.listFrom(draws.masks().rows()),
        IValue.listFrom(draws.masks().mask()),
        IValue.listFrom(input.scored()),
        IValue.listFrom(input.targets()),
        IValue.from((long) input.top()));
  }

  /** Each row's row of the rotary tables, where those of long sequences come second. */
  private long[] rotations(StepInput input) {
    long[] rotations = input.positions().clone();
    for (int i = 0; i < rotations.length; i++) {
      rotations[i] += input.lengthened()[i] * context;
    }
    return rotations;
  }

  /**
   * The masks one after the other, in one buffer; none without any. Every step writes the same
   * buffer: direct memory comes back only with a garbage collection.
   */
  private List<ByteBuffer> bytes(List<long[]> masks) {
    if (masks.isEmpty()) {
      return List.of();
    }
    int size = masks.size() * masks.get(0).length * Long.BYTES;
    if (maskBytes.capacity() < size) {
      maskBytes = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    }
    LongBuffer words = maskBytes.clear().limit(size).asLongBuffer();
    masks.forEach(words::put);
    return List.of(maskBytes);
  }

  @Override
  public void close() {
    module.close();
    cpu.close();
  }

  private byte[] archive(ModelConfig model) {
    Map<String, String> files = new LinkedHashMap<>();
    for (String shared : new String[] {"layers", "attention", "sampler", "decoder"}) {
      files.put(shared, ScriptArchive.source(shared));
    }
    files.put("family", ScriptArchive.source(model.family().script()));

    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("training", false);
    attributes.put("device", device.toString());
    attributes.put("dtype", scalarType(type));
    attributes.put("heads", model.heads());
    attributes.put("kv_heads", model.kvHeads());
    attributes.put("head_dim", model.headDim());
    attributes.put("eps", model.rmsNormEps());
    attributes.put("scale", model.scales().attention());
    attributes.put("attention_cap", model.scales().attentionCap());
    attributes.put("logit_cap", model.scales().logitCap());
    attributes.put("embedding_scale", model.scales().embedding());
    attributes.put("window", window);
    attributes.put("experts_chosen", model.experts() == null ? 0 : model.experts().chosen());
    attributes.put("experts_normalised", model.experts() != null && model.experts().normalised());
    attributes.put("flash", flash);
    attributes.put("sliding", new ScriptArchive.EmptyList("List[bool]"));
    attributes.put("layers", new ScriptArchive.EmptyList("List[Dict[str, Tensor]]"));
    attributes.put("shared", new ScriptArchive.EmptyDict("Dict[str, Tensor]"));
    attributes.put("keys", new ScriptArchive.EmptyList("List[Tensor]"));
    attributes.put("values", new ScriptArchive.EmptyList("List[Tensor]"));
    return ScriptArchive.assemble(files, "decoder.Decoder", attributes);
  }

  /** PyTorch's number for an element type. */
  static int scalarType(TensorType type) {
    return switch (type) {
      case F16 -> 5;
      case F32 -> 6;
      case BF16 -> 15;
    };
  }
}
