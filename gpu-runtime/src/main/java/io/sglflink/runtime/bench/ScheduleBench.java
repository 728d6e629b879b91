package io.sglflink.runtime.bench;

import static io.sglflink.runtime.bench.Scenario.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.runtime.EngineStats.TimeSpent;
import io.sglflink.runtime.cost.AttentionShape;
import io.sglflink.runtime.cost.CostModel;
import io.sglflink.runtime.engine.TokenEngine;
import io.sglflink.runtime.engine.TokenEngine.Limits;
import io.sglflink.runtime.kv.EvictionPolicy;
import java.time.Duration;
import java.util.List;

/**
 * The engine's own work: very many requests that wait at once, on a model that answers at once.
 *
 * @param load the requests
 * @param slots slots of the KV pool
 * @param maxRunning most requests that run side by side
 * @param chunk most prompt tokens of a step
 * @param reuse whether tokens are cached
 * @param stepMillis time that a real model's step would take, against which the engine's counts
 * @param seed makes prompts
 */
public record ScheduleBench(
    SharedPrefix load,
    int slots,
    int maxRunning,
    int chunk,
    boolean reuse,
    double stepMillis,
    long seed) {

  private static final int VOCABULARY = 32_000;

  /** The model attends to nothing, so only what planning costs shows. */
  private static final CostModel COST =
      CostModel.builtIn(new AttentionShape("cpu", 1, 1, 64, "bfloat16"));

  public ScheduleBench {
    check("max running requests", maxRunning, 1);
    check("chunked prefill size", chunk, 1);
    long needed = (long) load.shared() + load.unique() + Math.max(load.output() - 1, 0);
    if (slots < needed) {
      throw new IllegalArgumentException(
          String.format("slots is %,d, a request takes %,d: raise --slots", slots, needed));
    }
    if (!(stepMillis > 0)) {
      throw new IllegalArgumentException("step is " + stepMillis + " ms: give a time over 0");
    }
  }

  @Override
  public String toString() {
    return "schedule " + Report.parameters(load);
  }

  /**
   * Runs it on this thread and the engine's.
   *
   * @throws java.util.concurrent.CompletionException when a request fails
   */
  public ObjectNode run() {
    Limits limits =
        new Limits(maxRunning, chunk, reuse, EvictionPolicy.LRU, true, true, COST, Duration.ZERO);
    try (TokenEngine engine =
        new TokenEngine(() -> new InstantModel(slots, VOCABULARY), limits, System::nanoTime)) {
      List<Call> calls = load.start(new Prompts(VOCABULARY, seed));
      Outcome outcome =
          new LoadRun(engine, load.name(), Integer.MAX_VALUE, System::nanoTime).run(calls);
      TimeSpent time = outcome.time();
      double own = (time.schedule() + time.sample()) / 1e6;
      return new Report(load.name(), load)
          .put("slots", slots)
          .put("max_running_requests", maxRunning)
          .put("chunked_prefill_size", chunk)
          .put("radix_cache", reuse)
          .put("seed", seed)
          .put(outcome)
          .put("assumed_step_ms", stepMillis)
          .put("schedule_share", own / (own + outcome.steps() * stepMillis))
          .put("peak_memory_bytes", PeakMemory.ofProcess())
          .json();
    }
  }
}
