package io.sglflink.runtime;

import static java.util.Objects.requireNonNull;

import io.sglflink.runtime.kv.EvictionPolicy;
import java.io.Serializable;
import java.time.Duration;
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
 * @param stepTimeout how long a step may take before the engine counts as broken, at most a year;
 *     zero for ever. The first steps get {@link #DEFAULT_STEP_TIMEOUT} at least
 * @param engineFailures failures in a row, without an answer in between, after which a JVM should
 *     be replaced, at least 1
 */
public record EngineTuning(
    boolean treeAttention,
    String quantize,
    int threads,
    String evictionPolicy,
    String costModel,
    boolean torchCompile,
    boolean cudaGraphs,
    boolean jumpAhead,
    Duration stepTimeout,
    int engineFailures)
    implements Serializable {

  /** Default of {@link #stepTimeout}. */
  public static final Duration DEFAULT_STEP_TIMEOUT = Duration.ofMinutes(10);

  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(365);

  public static final EngineTuning DEFAULTS =
      new EngineTuning(true, "none", 0, "lru", "", false, true, true, DEFAULT_STEP_TIMEOUT, 3);

  private static final int MOST_THREADS = 1024;

  /**
   * @throws IllegalArgumentException when a value is unknown, out of its range or refused
   */
  public EngineTuning {
    requireNonNull(quantize, "quantize is null");
    requireNonNull(evictionPolicy, "evictionPolicy is null");
    requireNonNull(costModel, "costModel is null");
    requireNonNull(stepTimeout, "stepTimeout is null");
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
    if (stepTimeout.isNegative() || stepTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          String.format(
              "step_timeout is %s: give a time of up to a year, or 0 to wait for ever",
              stepTimeout));
    }
    if (engineFailures < 1) {
      throw new IllegalArgumentException(
          "engine_failures is " + engineFailures + ": give 1 or more failures in a row");
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
        treeAttention,
        quantize,
        threads,
        evictionPolicy,
        costModel,
        torchCompile,
        cudaGraphs,
        on,
        stepTimeout,
        engineFailures);
  }
}
