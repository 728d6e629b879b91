package io.sglflink.runtime;

import io.sglflink.runtime.chat.ChatFormats;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.checkpoint.ModelConfig;
import io.sglflink.runtime.checkpoint.TensorType;
import io.sglflink.runtime.cost.AttentionCalibration;
import io.sglflink.runtime.cost.AttentionProbe;
import io.sglflink.runtime.cost.AttentionShape;
import io.sglflink.runtime.cost.CostModelFile;
import io.sglflink.runtime.engine.TokenEngine;
import io.sglflink.runtime.kv.EvictionPolicy;
import io.sglflink.runtime.step.StepModel;
import io.sglflink.runtime.tokenizer.Tokenizer;
import io.sglflink.runtime.torch.ComputeDevice;
import io.sglflink.runtime.torch.TorchDecoder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;

/** Opens engines as {@link EngineOptions} say. */
public final class EngineFactory {

  private static final int CPU_CHUNK = 512;
  private static final int GPU_CHUNK = 8192;

  /** A pool with fewer holds no prompt of use, and would fail each request for itself. */
  private static final int LEAST_SLOTS = 16;

  private EngineFactory() {}

  /**
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when the model directory is unusable
   * @throws IllegalArgumentException when an option does not fit the model or the machine
   */
  static Engine open(EngineOptions options) {
    Checkpoint checkpoint = Checkpoint.open(Path.of(options.modelPath()));
    Tokenizer tokenizer = Tokenizer.open(checkpoint);
    try {
      LoadedModel loaded =
          new LoadedModel(
              tokenizer,
              ChatFormats.of(checkpoint, tokenizer, options.chatTemplate()),
              new HashSet<>(checkpoint.generationConfig().eosTokenIds()),
              checkpoint.config().bosTokenId(),
              checkpoint.config().vocabSize(),
              contextLength(options, checkpoint.config()),
              checkpoint.config().maxPositions());
      TokenEngine tokens = tokenEngine(options, checkpoint);
      return new Engine(loaded, tokens);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /**
   * An engine without the text around it: token ids in, token ids out.
   *
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when a weight is unusable
   * @throws IllegalArgumentException when an option does not fit the model or the machine
   */
  public static TokenEngine tokenEngine(EngineOptions options, Checkpoint checkpoint) {
    ComputeDevice device = ComputeDevice.choose(options);
    int chunk = options.chunkedPrefillSize();
    if (chunk < 0) {
      chunk = device.isGpu() ? GPU_CHUNK : CPU_CHUNK;
    }
    AttentionShape shape =
        TorchDecoder.attentionShape(
            checkpoint.config(), device, type(options, checkpoint.config()));
    return new TokenEngine(
        () -> openModel(options, checkpoint, device),
        new TokenEngine.Limits(
            options.maxRunningRequests(),
            chunk,
            options.enableRadixCache(),
            EvictionPolicy.of(options.tuning().evictionPolicy()),
            options.tuning().jumpAhead(),
            options.tuning().treeAttention(),
            CostModelFile.load(options.tuning().costModel(), shape, System.getenv()),
            options.tuning().stepTimeout()),
        System::nanoTime);
  }

  /**
   * Opens the model for the time of its attention alone.
   *
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when a weight is unusable
   * @throws IllegalArgumentException when an option does not fit the model or the machine
   */
  public static AttentionProbe attentionProbe(EngineOptions options, Checkpoint checkpoint) {
    ComputeDevice device = ComputeDevice.choose(options);
    ModelConfig config = checkpoint.config();
    TensorType type = type(options, config);
    TorchDecoder model =
        TorchDecoder.open(
            checkpoint, device, type, contextLength(options, config), options.tuning());
    try {
      model.allocate(AttentionCalibration.SLOTS, 1);
      return model.attentionProbe(System::nanoTime);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static StepModel openModel(
      EngineOptions options, Checkpoint checkpoint, ComputeDevice device) {
    ModelConfig config = checkpoint.config();
    TensorType type = type(options, config);
    TorchDecoder model =
        TorchDecoder.open(
            checkpoint, device, type, contextLength(options, config), options.tuning());
    try {
      model.allocate(
          slots(options, device, TorchDecoder.bytesPerSlot(config, type)),
          options.maxRunningRequests());
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** Slots of the KV pool, by the memory that is free once the weights are loaded. */
  private static int slots(EngineOptions options, ComputeDevice device, long bytesPerSlot) {
    long memory = device.isGpu() ? device.freeMemory() : options.kvMemory();
    long slots = (long) (memory * options.memFractionStatic()) / bytesPerSlot;
    if (slots < LEAST_SLOTS) {
      String problem =
          String.format(
              Locale.ROOT,
              "the KV pool may take %s of %,d bytes, which holds %,d tokens of %,d bytes, and %d"
                  + " are the least: raise %s",
              options.memFractionStatic(),
              memory,
              slots,
              bytesPerSlot,
              LEAST_SLOTS,
              device.isGpu() ? "--mem-fraction-static" : "--kv-memory");
      // A device's memory may be free again later, an option stays as it is.
      throw device.isGpu()
          ? new IllegalStateException(problem)
          : new IllegalArgumentException(problem);
    }
    return (int) Math.min(slots, Integer.MAX_VALUE / 2);
  }

  private static int contextLength(EngineOptions options, ModelConfig config) {
    if (options.contextLength() > config.maxPositions()) {
      throw new IllegalArgumentException(
          String.format(
              "context_length is %,d, the model was made for %,d positions: lower it",
              options.contextLength(), config.maxPositions()));
    }
    return options.contextLength() == 0 ? config.maxPositions() : options.contextLength();
  }

  private static TensorType type(EngineOptions options, ModelConfig config) {
    return switch (options.dtype()) {
      case "auto" -> config.dtype();
      case "bfloat16" -> TensorType.BF16;
      case "float16" -> TensorType.F16;
      case "float32" -> TensorType.F32;
      default ->
          throw new IllegalArgumentException(
              "dtype is \"" + options.dtype() + "\": give auto, bfloat16, float16 or float32");
    };
  }
}
