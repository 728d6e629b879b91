package io.sglflink.interpret;

/**
 * Gives each step of a run its own seed.
 *
 * <p>The seed, the run's or the gen node's own, is mixed with the finaliser of SplitMix64 (Steele,
 * Lea and Flood, OOPSLA 2014); the 64-bit FNV-1a hash of the step's path, over its UTF-16 code
 * units, is added and the sum is mixed again. Only integer arithmetic is used: the result is the
 * same on every JVM and on every replay.
 */
public final class StepSeed {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private StepSeed() {}

  /**
   * The seed of a step.
   *
   * @param seed the run's seed, or the node's own
   * @param path the step's path in its run
   */
  public static long of(long seed, String path) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < path.length(); i++) {
      hash = (hash ^ path.charAt(i)) * FNV_PRIME;
    }
    return mix(mix(seed + GOLDEN_GAMMA) + hash);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
