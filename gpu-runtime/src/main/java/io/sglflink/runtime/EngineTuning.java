package io.sglflink.runtime;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * How an engine goes about its work; none of it changes what a request means.
 *
 * @param treeAttention whether keys and values that several requests share are read once for all
 * @param quantize {@code none}, or {@code int8} for weights of eight bits
 * @param threads threads of a step on CPU; 0 takes the cores that the process may use
 * @param evictionPolicy which cached tokens go first, a name that {@code EvictionPolicy} knows
 * @param costModel file that {@code bin/sglang calibrate} wrote; empty takes the one stored for
 *     this machine, or the built-in figures
 * @param torchCompile SGLang's {@code enable_torch_compile}
 * @param cudaGraphs whether decode steps on CUDA are captured and replayed as a whole
 */
public record EngineTuning(
    boolean treeAttention,
    String quantize,
    int threads,
    String evictionPolicy,
    String costModel,
    boolean torchCompile,
    boolean cudaGraphs)
    implements Serializable {

  public static final EngineTuning DEFAULTS =
      new EngineTuning(true, "none", 0, "lru", "", false, true);

  public EngineTuning {
    requireNonNull(quantize, "quantize is null");
    requireNonNull(evictionPolicy, "evictionPolicy is null");
    requireNonNull(costModel, "costModel is null");
    if (threads < 0) {
      throw new IllegalArgumentException(
          "threads is " + threads + ": give a number of threads, or 0 for the machine's cores");
    }
  }
}
