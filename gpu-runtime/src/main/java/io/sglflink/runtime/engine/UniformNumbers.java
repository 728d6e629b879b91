package io.sglflink.runtime.engine;

/**
 * Uniform random numbers as a function of seed and index, so that a replay draws the same tokens
 * however its request was batched.
 *
 * <p>The finaliser of SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
 * Generators", 2014).
 */
final class UniformNumbers {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private UniformNumbers() {}

  /** The {@code index}-th number of {@code seed}, in [0, 1). */
  static double at(long seed, int index) {
    long z = seed + GOLDEN_GAMMA * (index + 1L);
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    z ^= z >>> 31;
    return (z >>> 11) * 0x1.0p-53;
  }
}
