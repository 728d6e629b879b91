package io.sglflink.job;

import io.sglflink.runtime.EngineOptions;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The engine's options, under SGLang's names. Filled in by picocli. */
public final class EngineFlags {

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      order = 20,
      description = "auto (CUDA when there is one), cuda or cpu. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      defaultValue = "auto",
      order = 21,
      description =
          "auto (the checkpoint's), bfloat16, float16 or float32. Default: ${DEFAULT-VALUE}.")
  private String dtype;

  @Option(
      names = "--tp-size",
      paramLabel = "N",
      defaultValue = "1",
      order = 22,
      description = "Devices that share the model; this version knows 1.")
  private int tpSize;

  @Option(
      names = "--base-gpu-id",
      paramLabel = "N",
      defaultValue = "0",
      order = 23,
      description = "First CUDA device to use. Default: ${DEFAULT-VALUE}.")
  private int baseGpuId;

  @Option(
      names = "--mem-fraction-static",
      paramLabel = "SHARE",
      defaultValue = "0.88",
      order = 24,
      description =
          "Share of the free device memory, or of --kv-memory on CPU, for the KV pool. Default:"
              + " ${DEFAULT-VALUE}.")
  private double memFractionStatic;

  @Option(
      names = "--kv-memory",
      paramLabel = "SIZE",
      defaultValue = "1g",
      converter = ByteSizeConverter.class,
      order = 25,
      description = "CPU only: main memory for the KV pool. Default: ${DEFAULT-VALUE}.")
  private long kvMemory;

  @Option(
      names = "--enable-radix-cache",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      order = 26,
      description = "Keep keys and values of finished requests for later ones. Default: on.")
  private boolean enableRadixCache;

  @Option(
      names = "--chunked-prefill-size",
      paramLabel = "TOKENS",
      defaultValue = "-1",
      order = 27,
      description = "Most prompt tokens of one step; -1 chooses by device.")
  private int chunkedPrefillSize;

  @Option(
      names = "--context-length",
      paramLabel = "TOKENS",
      defaultValue = "0",
      order = 28,
      description = "Most tokens of prompt and output together; 0 takes the model's own.")
  private int contextLength;

  @Option(
      names = "--max-running-requests",
      paramLabel = "N",
      defaultValue = "256",
      order = 29,
      description = "Most requests that run side by side. Default: ${DEFAULT-VALUE}.")
  private int maxRunningRequests;

  /**
   * The options as the engine takes them.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public EngineOptions options(Path model) {
    return new EngineOptions(
        model.toAbsolutePath().normalize().toString(),
        device,
        dtype,
        tpSize,
        memFractionStatic,
        kvMemory,
        baseGpuId,
        enableRadixCache,
        chunkedPrefillSize,
        contextLength,
        maxRunningRequests);
  }
}
