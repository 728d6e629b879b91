package io.sglflink.runtime.bench;

import static io.sglflink.runtime.bench.Scenario.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.runtime.kv.EvictionPolicy;
import io.sglflink.runtime.kv.KvPool;
import io.sglflink.runtime.kv.KvSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The radix tree alone: how fast sequences are found, cached and evicted beside those that are
 * cached already.
 *
 * @param cached sequences that are cached before anything is measured
 * @param operations sequences that are looked for, and as many that are cached
 * @param tokens tokens of a sequence
 * @param shared leading tokens that a sequence shares with others of its group
 * @param groups groups of sequences
 * @param seed makes the sequences
 */
public record RadixBench(
    int cached, int operations, int tokens, int shared, int groups, long seed) {

  private static final int VOCABULARY = 32_000;

  public RadixBench {
    check("cached sequences", cached, 1);
    check("operations", operations, 1);
    check("tokens", tokens, 1);
    check("shared tokens", shared, 0);
    check("groups", groups, 1);
    if (shared >= tokens) {
      throw new IllegalArgumentException(
          String.format(
              "shared is %,d of %,d tokens: leave each sequence at least one of its own",
              shared, tokens));
    }
    if ((long) tokens * (cached + (long) operations) > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException(
          String.format(
              "%,d sequences of %,d tokens are more than a pool can hold: lower one of them",
              cached + (long) operations, tokens));
    }
  }

  @Override
  public String toString() {
    return "radix " + Report.parameters(this);
  }

  /** Runs it on this thread. */
  public ObjectNode run() {
    List<int[]> sequences =
        new SharedPrefix("radix", groups, cached + operations, shared, tokens - shared, 0)
            .start(new Prompts(VOCABULARY, seed)).stream().map(Call::prompt).toList();
    KvPool pool = new KvPool(tokens * sequences.size(), true, EvictionPolicy.LRU);
    sequences.subList(0, cached).forEach(sequence -> insert(pool, sequence));
    List<int[]> wanted = new ArrayList<>();
    new SplittableRandom(seed)
        .ints(operations, 0, cached)
        .forEach(index -> wanted.add(sequences.get(index)));
    double match = seconds(() -> wanted.forEach(sequence -> match(pool, sequence)));
    double insert =
        seconds(
            () ->
                sequences
                    .subList(cached, sequences.size())
                    .forEach(sequence -> insert(pool, sequence)));
    long slots = pool.cachedSlots();
    double evict = seconds(pool::flush);
    return new Report("radix", this)
        .put("cached_tokens", slots)
        .put("match_per_second", operations / match)
        .put("insert_per_second", operations / insert)
        .put("evict_per_second", sequences.size() / evict)
        .put("evicted_tokens_per_second", slots / evict)
        .put("peak_memory_bytes", PeakMemory.ofProcess())
        .json();
  }

  private static void match(KvPool pool, int[] sequence) {
    if (pool.cached("", sequence, sequence.length) != sequence.length) {
      throw new IllegalStateException("a cached sequence is not found");
    }
  }

  /** As a request does it: takes slots for what is not cached, and leaves all of it cached. */
  private static void insert(KvPool pool, int[] sequence) {
    KvSequence admitted = pool.admit("", sequence, sequence.length, sequence.length);
    pool.release(admitted, sequence, sequence.length);
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
