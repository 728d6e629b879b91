package io.sglflink.job;

import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.EngineTuning;
import io.sglflink.runtime.chat.ChatFormats;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The engine's options, under SGLang's names. Filled in by picocli. */
public final class EngineFlags {

  /** Name of the option for the KV pool's main memory. */
  public static final String KV_MEMORY = "--kv-memory";

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
      names = KV_MEMORY,
      paramLabel = "SIZE",
      defaultValue = "1g",
      converter = ByteSizeConverter.class,
      order = 25,
      description = "CPU only: main memory for the KV pool. Default: ${DEFAULT-VALUE}.")
  private long kvMemory;

  @Option(
      names = {"--enable-radix-cache", "--radix-cache"},
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

  @Option(
      names = {"--enable-tree-attention", "--tree-attention"},
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      order = 30,
      description = "Read keys and values that requests share once for all. Default: on.")
  private boolean treeAttention;

  @Option(
      names = "--quantize",
      paramLabel = "TYPE",
      defaultValue = "none",
      order = 31,
      description = "none, or int8 for weights of eight bits. Default: ${DEFAULT-VALUE}.")
  private String quantize;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      order = 32,
      description = "CPU only: threads of a step; 0 takes the cores of the process.")
  private int threads;

  @Option(
      names = "--radix-eviction-policy",
      paramLabel = "POLICY",
      defaultValue = "lru",
      order = 33,
      description = "Cached tokens that go first: lru, lfu, fifo, mru, filo or slru. Default: lru.")
  private String evictionPolicy;

  @Option(
      names = "--cost-model",
      paramLabel = "FILE",
      defaultValue = "",
      order = 34,
      description = "What sglang calibrate measured. Default: what it kept for this machine.")
  private String costModel;

  @Option(
      names = "--enable-cuda-graphs",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      order = 35,
      description = "CUDA only: capture decode steps and replay them as a whole. Default: on.")
  private boolean cudaGraphs;

  @Option(
      names = {"--enable-jump-ahead", "--jump-ahead"},
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      order = 36,
      description = "Take tokens that a constraint leaves no choice about undrawn. Default: on.")
  private boolean jumpAhead;

  @Option(
      names = "--step-timeout",
      paramLabel = "TIME",
      defaultValue = "10min",
      converter = DurationConverter.class,
      order = 39,
      description =
          "A step that takes longer hangs, and the engine counts as broken; 0 waits for ever."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration stepTimeout;

  @Option(
      names = "--engine-failures",
      paramLabel = "N",
      defaultValue = "3",
      order = 40,
      description =
          "Cluster only: failures of the engine in a row after which the TaskManager's JVM ends."
              + " Default: ${DEFAULT-VALUE}.")
  private int engineFailures;

  @Option(
      names = "--enable-torch-compile",
      order = 37,
      description = "SGLang's option; refused with the reason: it gains nothing here.")
  private boolean torchCompile;

  @Option(
      names = "--chat-template",
      paramLabel = "NAME|FILE",
      defaultValue = "",
      order = 38,
      description =
          "How role blocks become text: SGLang's name of a format (chatml, llama-3-instruct, ...) or"
              + " a Jinja file. Default: the model's own.")
  private String chatTemplate;

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
        maxRunningRequests,
        tuning(),
        ChatFormats.located(chatTemplate));
  }

  private EngineTuning tuning() {
    return new EngineTuning(
        treeAttention,
        quantize,
        threads,
        evictionPolicy,
        costModel,
        torchCompile,
        cudaGraphs,
        jumpAhead,
        stepTimeout,
        engineFailures);
  }
}
