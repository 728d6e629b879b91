package io.sglflink.runtime.torch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import io.sglflink.runtime.EngineTuning;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.checkpoint.ModelConfig;
import io.sglflink.runtime.checkpoint.RopeConfig;
import io.sglflink.runtime.checkpoint.TensorType;
import io.sglflink.runtime.cost.AttentionProbe;
import io.sglflink.runtime.cost.AttentionShape;
import io.sglflink.runtime.step.StepInput;
import io.sglflink.runtime.step.StepInput.Draws;
import io.sglflink.runtime.step.StepInput.Masks;
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
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A checkpoint's model and its KV pool on one device.
 *
 * <p>Open it, {@link #allocate} the pool, then step. All calls come from one thread.
 */
public final class TorchDecoder implements StepModel {

  static final String ENGINE = "PyTorch";

  private static final long[] NOTHING = {};

  private final ModelConfig config;
  private final TensorType type;
  private final ComputeDevice device;
  private final ScriptModule module;
  private final PtNDManager cpu;
  private final boolean flash;
  private final boolean useGraphs;

  /** Null where steps are not captured. */
  private DecodeGraphs graphs;

  private final int window;
  private final int context;
  private final Queue<Launched> unanswered = new ArrayDeque<>();

  /** Null where the processor itself is the device. */
  private final ScriptModule cuda;

  private int slots;

  /** The tensor of a step reads it without holding it. */
  private ByteBuffer maskBytes = ByteBuffer.allocateDirect(0);

  /** A step whose answer is there when {@code done} says so. */
  private record Launched(StepInput input, IValue answer, IValue done) {

    void close() {
      answer.close();
      if (done != null) {
        done.close();
      }
    }
  }

  private TorchDecoder(
      Checkpoint checkpoint,
      ComputeDevice device,
      TensorType type,
      int context,
      EngineTuning tuning) {
    this.config = checkpoint.config();
    this.type = type;
    this.device = device;
    // The flash operator takes 16-bit types on CUDA, and has no cap.
    this.flash = device.isGpu() && type != TensorType.F32 && config.scales().attentionCap() == 0;
    int longest = config.sliding().window();
    this.context = context;
    this.window = longest < context ? longest : 0;
    Engine engine = Engine.getEngine(ENGINE);
    if (!device.isGpu()) {
      useThreads(tuning.threads());
    }
    this.cpu = (PtNDManager) engine.newBaseManager(ComputeDevice.CPU.djl());
    try {
      Products products = Products.choose(cpu, device, type, tuning.quantize());
      this.module =
          new ScriptModule(
              (PtNDManager) engine.newBaseManager(device.djl()), archive(config, products));
    } catch (RuntimeException e) {
      cpu.close();
      throw e;
    }
    this.useGraphs = tuning.cudaGraphs() && flash && window == 0 && config.experts() == null;
    if (device.isGpu()) {
      this.cuda = ScriptModule.open((PtNDManager) engine.newBaseManager(device.djl()), "cuda");
      cuda.callLong("own_stream", IValue.from(device.toString()));
    } else {
      this.cuda = null;
    }
    try {
      new WeightLoader(module, cpu, checkpoint).load();
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
   * @throws IllegalArgumentException when {@code tuning} does not fit the model or the device
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when a tensor is missing or has the
   *     wrong form
   */
  public static TorchDecoder open(
      Checkpoint checkpoint,
      ComputeDevice device,
      TensorType type,
      int context,
      EngineTuning tuning) {
    return new TorchDecoder(checkpoint, device, type, context, tuning);
  }

  /**
   * Sets the threads of a step, which OpenMP keeps for each thread that calls it. What the
   * environment asks for goes before the cores of the process, which PyTorch does not ask for
   * itself: it takes the machine's.
   */
  private static void useThreads(int threads) {
    if (threads > 0) {
      JniUtils.setNumThreads(threads);
    } else if (System.getenv("OMP_NUM_THREADS") == null) {
      JniUtils.setNumThreads(Runtime.getRuntime().availableProcessors());
    }
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

  /**
   * Makes the KV pool.
   *
   * @param draws most draws of a step
   */
  public void allocate(int slots, int draws) {
    this.slots = slots;
    // Captured steps are filled up to round numbers of rows.
    long most = GraphForm.rounded(draws);
    module.callLong("allocate", IValue.from((long) slots), IValue.from(most));
    if (useGraphs) {
      DecodeGraphs.Geometry geometry =
          new DecodeGraphs.Geometry(groups(), context, slots, most, config.vocabSize());
      graphs =
          CudaGraph.Functions.find()
              .map(functions -> new DecodeGraphs(module, functions, geometry))
              .orElse(null);
    }
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

  /** Only decodes are replayed; another step takes about three times as long. */
  @Override
  public int jumpCost() {
    return graphs == null ? 0 : 2;
  }

  @Override
  public boolean overlaps() {
    return cuda != null;
  }

  @Override
  public void launch(StepInput input, Supplier<Masks> masks) {
    IValue answer =
        graphs == null ? null : graphs.launch(input, filled -> draw(filled, masks.get()));
    if (answer == null) {
      begin(input);
      answer = draw(input, input.draws().guided() ? masks.get() : null);
    }
    unanswered.add(new Launched(input, answer, cuda == null ? null : cuda.call("record")));
  }

  /** Starts all that comes before the draws. */
  private void begin(StepInput input) {
    StepEncoder step = StepEncoder.encode(input, segmentStyle(), groups(), context);
    module.callLong(
        "begin",
        IValue.listFrom(step.numbers()),
        IValue.listFrom(step.ends()),
        IValue.listFrom(step.reals()),
        IValue.listFrom(step.host()),
        IValue.listFrom(step.slidingHost()),
        IValue.from(step.follows()));
  }

  /**
   * Starts the rest of the step that has begun.
   *
   * @param masks what constrained rows may draw, or null when there are none
   */
  private IValue draw(StepInput input, Masks masks) {
    Draws draws = input.draws();
    boolean guided = masks != null && masks.rows().length > 0;
    return module.call(
        "finish",
        IValue.listFrom(guided ? masks.rows() : NOTHING),
        IValue.listFrom(guided ? masks.mask() : NOTHING),
        ScriptModule.bytes(cpu, bytes(guided ? masks.words() : List.of())),
        IValue.from((long) draws.greedy()),
        IValue.from(draws.filtered()),
        IValue.from(draws.logprobs()),
        IValue.from((long) input.top()));
  }

  @Override
  public StepOutput await() {
    Launched step = unanswered.remove();
    if (cuda != null) {
      cuda.callLong("wait", step.done());
    }
    try (IValue answer = step.answer()) {
      return StepOutput.parse(module.doubles(answer), step.input());
    }
  }

  /** What the cost of a model's attention depends on. */
  public static AttentionShape attentionShape(
      ModelConfig config, ComputeDevice device, TensorType type) {
    return new AttentionShape(
        device.isGpu() ? "cuda" : "cpu",
        config.heads(),
        config.kvHeads(),
        config.headDim(),
        type.torchName());
  }

  /** Measures attention; closing the probe closes this model. */
  public AttentionProbe attentionProbe(LongSupplier nanoClock) {
    CudaGraph.Functions functions = useGraphs ? CudaGraph.Functions.find().orElse(null) : null;
    AttentionShape shape = attentionShape(config, device, type);
    return new TorchProbe(this, shape, module, cuda, functions, nanoClock);
  }

  /** Query heads for each head of keys. */
  int groups() {
    return config.heads() / config.kvHeads();
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
    unanswered.forEach(Launched::close);
    if (graphs != null) {
      graphs.close();
    }
    if (cuda != null) {
      cuda.close();
    }
    module.close();
    cpu.close();
  }

  private byte[] archive(ModelConfig model, Products products) {
    Map<String, String> files = new LinkedHashMap<>();
    for (String shared : new String[] {"layers", "sampler", "decoder"}) {
      files.put(shared, ScriptArchive.source(shared));
    }
    files.put("matmul", ScriptArchive.source(products.script()));
    files.put("attention", ScriptArchive.source(flash ? "attention_flash" : "attention_each"));
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
    attributes.put("sliding", new ScriptArchive.EmptyList("List[bool]"));
    attributes.put("layers", new ScriptArchive.EmptyList("List[Dict[str, Tensor]]"));
    attributes.put("shared", new ScriptArchive.EmptyDict("Dict[str, Tensor]"));
    attributes.put("pool", new ScriptArchive.EmptyList("List[Tensor]"));
    attributes.put("keys", new ScriptArchive.EmptyList("List[Tensor]"));
    attributes.put("values", new ScriptArchive.EmptyList("List[Tensor]"));
    attributes.put("graphs", new ScriptArchive.EmptyList("List[List[Tensor]]"));
    attributes.put("probe", new ScriptArchive.EmptyList("List[Tensor]"));
    attributes.put("begun", new ScriptArchive.EmptyList("List[Tensor]"));
    attributes.put("open_logits", new ScriptArchive.EmptyList("List[Tensor]"));
    attributes.put("drawn", new ScriptArchive.EmptyList("List[Tensor]"));
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
