package io.sglflink.runtime;

import static java.util.Objects.requireNonNull;

import io.sglflink.runtime.kv.EvictionPolicy;
import java.io.Serializable;
import java.util.Set;

/**
 * How an engine goes about its work; none of it changes what a request means.
 *
 * @param treeAttention whether keys and values that several requests share are read once for all
 * @param quantize {@code none}, or {@code int8} for weights of eight bits
 * @param threads threads of a step on CPU, at most 1,024; 0 takes the cores that the process may
 *     use
 * @param evictionPolicy which cached tokens go first, a name that {@code EvictionPolicy} knows
 * @param costModel file that {@code bin/sglang calibrate} wrote; empty takes the one stored for
 *     this machine, or the built-in figures
 * @param torchCompile SGLang's {@code enable_torch_compile}; refused, so false
 * @param cudaGraphs whether decode steps on CUDA are captured and replayed as a whole
 * @param jumpAhead whether tokens that a constraint leaves no choice about are taken without a draw
 */
public record EngineTuning(
    boolean treeAttention,
    String quantize,
    int threads,
    String evictionPolicy,
    String costModel,
    boolean torchCompile,
    boolean cudaGraphs,
    boolean jumpAhead)
    implements Serializable {

  public static final EngineTuning DEFAULTS =
      new EngineTuning(true, "none", 0, "lru", "", false, true, true);

  private static final int MOST_THREADS = 1024;

  /**
   * @throws IllegalArgumentException when a value is unknown, out of its range or refused
   */
  public EngineTuning {
    requireNonNull(quantize, "quantize is null");
    requireNonNull(evictionPolicy, "evictionPolicy is null");
    requireNonNull(costModel, "costModel is null");
    EvictionPolicy.of(evictionPolicy);
    if (!Set.of("none", "int8").contains(quantize)) {
      throw new IllegalArgumentException("quantize is \"" + quantize + "\": give none or int8");
    }
    if (threads < 0 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          String.format(
              "threads is %,d: give 1 to %,d threads, or 0 for the machine's cores",
              threads, MOST_THREADS));
    }
    if (torchCompile) {
      throw new IllegalArgumentException(
          "enable_torch_compile gains nothing here: TorchScript's fuser specialises for every batch"
              + " size, what it fuses is a small part of a step, and on CUDA graphs already remove"
              + " the overhead of launches; leave it out");
    }
  }

  /** This tuning with another {@link #jumpAhead}. */
  public EngineTuning withJumpAhead(boolean on) {
    return new EngineTuning(
        treeAttention, quantize, threads, evictionPolicy, costModel, torchCompile, cudaGraphs, on);
  }
}
