package io.sglflink.runtime;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * How to open an engine. Names and defaults are those of SGLang's Runtime where it has them.
 *
 * @param modelPath directory in Hugging Face layout
 * @param device {@code auto} (CUDA when there is one), {@code cuda} or {@code cpu}
 * @param dtype {@code auto} (the checkpoint's), {@code bfloat16}, {@code float16} or {@code
 *     float32}
 * @param tpSize devices that share the model; 1
 * @param memFractionStatic share of the free device memory, or of {@code kvMemory} on CPU, that the
 *     KV pool may take, over 0 to 1
 * @param kvMemory bytes of main memory for the KV pool on CPU
 * @param baseGpuId index of the first CUDA device to use
 * @param enableRadixCache whether finished requests leave their keys and values for others
 * @param chunkedPrefillSize most prompt tokens of one step, at least 1; −1 chooses by device
 * @param contextLength most tokens of a prompt and its output together; 0 takes the model's own
 * @param maxRunningRequests most requests that run side by side, at least 1
 * @param tuning how the engine goes about it
 * @param chatTemplate how role blocks become text: a name that {@code NamedTemplates} knows, or a
 *     Jinja file; empty takes the checkpoint's own
 */
public record EngineOptions(
    String modelPath,
    String device,
    String dtype,
    int tpSize,
    double memFractionStatic,
    long kvMemory,
    int baseGpuId,
    boolean enableRadixCache,
    int chunkedPrefillSize,
    int contextLength,
    int maxRunningRequests,
    EngineTuning tuning,
    String chatTemplate)
    implements Serializable {

  /** Default of {@link #kvMemory}: 1 GiB. */
  public static final long DEFAULT_KV_MEMORY = 1L << 30;

  public EngineOptions {
    requireNonNull(modelPath, "modelPath is null");
    requireNonNull(device, "device is null");
    requireNonNull(dtype, "dtype is null");
    requireNonNull(tuning, "tuning is null");
    requireNonNull(chatTemplate, "chatTemplate is null");
    check(
        tpSize == 1,
        "tp_size is %s, this version runs a model on 1 device: leave it at 1 and start one slot"
            + " per device",
        tpSize);
    check(
        memFractionStatic > 0 && memFractionStatic <= 1,
        "mem_fraction_static is %s: give a share over 0 to 1, for example 0.88",
        memFractionStatic);
    check(kvMemory > 0, "kv_memory is %s bytes: give at least 1 MiB", kvMemory);
    check(baseGpuId >= 0, "base_gpu_id is %s: give the index of a device, from 0", baseGpuId);
    check(
        chunkedPrefillSize >= 1 || chunkedPrefillSize == -1,
        "chunked_prefill_size is %s: give a number of tokens, or -1 to choose by device",
        chunkedPrefillSize);
    check(
        contextLength >= 0,
        "context_length is %s: give a number of tokens, or 0 for the model's own",
        contextLength);
    check(
        maxRunningRequests >= 1, "max_running_requests is %s: give 1 or more", maxRunningRequests);
  }

  /** Options with the default tuning and the checkpoint's own chat template. */
  public EngineOptions(
      String modelPath,
      String device,
      String dtype,
      int tpSize,
      double memFractionStatic,
      long kvMemory,
      int baseGpuId,
      boolean enableRadixCache,
      int chunkedPrefillSize,
      int contextLength,
      int maxRunningRequests) {
    this(
        modelPath,
        device,
        dtype,
        tpSize,
        memFractionStatic,
        kvMemory,
        baseGpuId,
        enableRadixCache,
        chunkedPrefillSize,
        contextLength,
        maxRunningRequests,
        EngineTuning.DEFAULTS,
        "");
  }

  /** The defaults for the checkpoint in {@code modelPath}. */
  public static EngineOptions of(String modelPath) {
    return new EngineOptions(
        modelPath, "auto", "auto", 1, 0.88, DEFAULT_KV_MEMORY, 0, true, -1, 0, 256);
  }

  /** These options for another checkpoint. */
  public EngineOptions withModelPath(String other) {
    return new EngineOptions(
        other,
        device,
        dtype,
        tpSize,
        memFractionStatic,
        kvMemory,
        baseGpuId,
        enableRadixCache,
        chunkedPrefillSize,
        contextLength,
        maxRunningRequests,
        tuning,
        chatTemplate);
  }

  /** These options with another {@link #kvMemory}. */
  public EngineOptions withKvMemory(long bytes) {
    return new EngineOptions(
        modelPath,
        device,
        dtype,
        tpSize,
        memFractionStatic,
        bytes,
        baseGpuId,
        enableRadixCache,
        chunkedPrefillSize,
        contextLength,
        maxRunningRequests,
        tuning,
        chatTemplate);
  }

  /** These options with another {@link #tuning}. */
  public EngineOptions withTuning(EngineTuning other) {
    return new EngineOptions(
        modelPath,
        device,
        dtype,
        tpSize,
        memFractionStatic,
        kvMemory,
        baseGpuId,
        enableRadixCache,
        chunkedPrefillSize,
        contextLength,
        maxRunningRequests,
        other,
        chatTemplate);
  }

  /** These options with another {@link #chatTemplate}. */
  public EngineOptions withChatTemplate(String nameOrFile) {
    return new EngineOptions(
        modelPath,
        device,
        dtype,
        tpSize,
        memFractionStatic,
        kvMemory,
        baseGpuId,
        enableRadixCache,
        chunkedPrefillSize,
        contextLength,
        maxRunningRequests,
        tuning,
        nameOrFile);
  }

  private static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(message, value));
    }
  }
}
