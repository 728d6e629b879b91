package io.sglflink.runtime.api;

import static java.util.Objects.requireNonNull;

import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.EngineTuning;
import io.sglflink.runtime.SharedEngines;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Options of a runtime, by the names of SGLang's {@code Runtime}. What is not set is as {@link
 * EngineOptions#of} has it. Not thread-safe.
 */
public final class SglRuntimeBuilder {

  private final Path model;
  private String device = "auto";
  private String dtype = "auto";
  private int tpSize = 1;
  private double memFractionStatic = 0.88;
  private long kvMemory = EngineOptions.DEFAULT_KV_MEMORY;
  private int baseGpuId;
  private boolean enableRadixCache = true;
  private int chunkedPrefillSize = -1;
  private int contextLength;
  private int maxRunningRequests = 256;
  private EngineTuning tuning = EngineTuning.DEFAULTS;
  private boolean enableTorchCompile;
  private String chatTemplate = "";
  private Long seed;

  SglRuntimeBuilder(Path model) {
    this.model = requireNonNull(model, "model is null");
  }

  /** {@code auto} (CUDA when there is one), {@code cuda} or {@code cpu}. */
  public SglRuntimeBuilder device(String value) {
    device = value;
    return this;
  }

  /** {@code auto} (the checkpoint's), {@code bfloat16}, {@code float16} or {@code float32}. */
  public SglRuntimeBuilder dtype(String value) {
    dtype = value;
    return this;
  }

  /** Devices that share the model; this version takes 1 only. */
  public SglRuntimeBuilder tpSize(int value) {
    tpSize = value;
    return this;
  }

  /**
   * Share of the free device memory, or of {@link #kvMemory} on CPU, that the KV pool may take,
   * over 0 to 1; 0.88 if not set.
   */
  public SglRuntimeBuilder memFractionStatic(double value) {
    memFractionStatic = value;
    return this;
  }

  /** Bytes of main memory for the KV pool on CPU; 1 GiB if not set. */
  public SglRuntimeBuilder kvMemory(long bytes) {
    kvMemory = bytes;
    return this;
  }

  /** Index of the CUDA device to use, from 0. */
  public SglRuntimeBuilder baseGpuId(int value) {
    baseGpuId = value;
    return this;
  }

  /** Whether finished requests leave their keys and values for others; so if not set. */
  public SglRuntimeBuilder enableRadixCache(boolean value) {
    enableRadixCache = value;
    return this;
  }

  /**
   * Refused when true: the model is TorchScript already, and what a fuser could add is a small part
   * of a step. The message has the reasons.
   */
  public SglRuntimeBuilder enableTorchCompile(boolean value) {
    enableTorchCompile = value;
    return this;
  }

  /** Most prompt tokens of one step, at least 1; −1, as if not set, chooses by device. */
  public SglRuntimeBuilder chunkedPrefillSize(int tokens) {
    chunkedPrefillSize = tokens;
    return this;
  }

  /** Most tokens of a prompt and its output together; 0, as if not set, takes the model's own. */
  public SglRuntimeBuilder contextLength(int tokens) {
    contextLength = tokens;
    return this;
  }

  /** Most requests that run side by side, at least 1; 256 if not set. */
  public SglRuntimeBuilder maxRunningRequests(int value) {
    maxRunningRequests = value;
    return this;
  }

  /**
   * How role blocks become text: a name, such as {@code chatml}, or a Jinja file; the checkpoint's
   * own if not set.
   */
  public SglRuntimeBuilder chatTemplate(String nameOrFile) {
    chatTemplate = nameOrFile;
    return this;
  }

  /** How the engine goes about its work. */
  public SglRuntimeBuilder tuning(EngineTuning value) {
    tuning = value;
    return this;
  }

  /**
   * Source of the seeds of runs that bring none: runtimes with the same seed give the same seeds in
   * the same order. Another one each time if not set.
   */
  public SglRuntimeBuilder seed(long value) {
    seed = value;
    return this;
  }

  /**
   * Opens the model, which takes as long as reading its weights does, unless an open runtime has
   * the same options.
   *
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when the model directory is unusable
   * @throws IllegalArgumentException when an option is out of its range, or does not fit the model
   *     or the machine
   * @throws IllegalStateException when an earlier engine's failure has lost the device to this JVM
   */
  public SglRuntime open() {
    return new SglRuntime(
        SharedEngines.acquire(options()), seed == null ? new SplittableRandom().nextLong() : seed);
  }

  EngineOptions options() {
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
        new EngineTuning(
            tuning.treeAttention(),
            tuning.quantize(),
            tuning.threads(),
            tuning.evictionPolicy(),
            tuning.costModel(),
            enableTorchCompile,
            tuning.cudaGraphs(),
            tuning.jumpAhead(),
            tuning.stepTimeout(),
            tuning.engineFailures()),
        chatTemplate);
  }
}
