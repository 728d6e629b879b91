package io.sglflink.runtime.kv;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Finding and caching one sequence of 128 tokens beside those that are cached. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RadixBenchmark {

  private static final int TOKENS = 128;
  private static final int SHARED = 64;
  private static final int GROUPS = 100;
  private static final int VOCABULARY = 32_000;

  @Param({"1000", "100000"})
  private int cached;

  private int[][] sequences;
  private KvPool pool;
  private int next;

  /** Fills the pool, so that whatever is cached more makes something else go. */
  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    int[][] prefixes = new int[GROUPS][];
    for (int i = 0; i < GROUPS; i++) {
      prefixes[i] = random.ints(SHARED, 0, VOCABULARY).toArray();
    }
    sequences = new int[2 * cached][];
    for (int i = 0; i < sequences.length; i++) {
      sequences[i] = random.ints(TOKENS, 0, VOCABULARY).toArray();
      System.arraycopy(prefixes[i % GROUPS], 0, sequences[i], 0, SHARED);
    }
    pool = new KvPool(GROUPS * SHARED + cached * (TOKENS - SHARED), true, EvictionPolicy.LRU);
    for (next = 0; next < cached; next++) {
      insert(sequences[next]);
    }
  }

  private void insert(int[] sequence) {
    KvSequence admitted = pool.admit("", sequence, TOKENS, TOKENS);
    pool.release(admitted, sequence, TOKENS);
  }

  /** Finds a sequence that is cached. */
  @Benchmark
  public int match() {
    next = (next + 7) % cached;
    return pool.cached("", sequences[next], TOKENS);
  }

  /** Caches a sequence whose prefix is cached, and evicts the one used longest ago. */
  @Benchmark
  public void insertAndEvict() {
    next = (next + 1) % sequences.length;
    insert(sequences[next]);
  }
}
