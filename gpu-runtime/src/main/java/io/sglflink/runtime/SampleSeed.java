package io.sglflink.runtime;

/** Gives each sample of a request its own seed; the first has the request's. */
final class SampleSeed {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private SampleSeed() {}

  /**
   * The seed of a sample: for those after the first, the finaliser of SplitMix64 (Steele, Lea and
   * Flood, 2014) twice, so that no sample's numbers are another's moved by some places.
   *
   * @param sample its number, from 0
   */
  static long of(long seed, int sample) {
    return sample == 0 ? seed : mix(mix(seed) + GOLDEN_GAMMA * sample);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
