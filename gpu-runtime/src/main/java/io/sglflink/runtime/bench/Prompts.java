package io.sglflink.runtime.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Makes random token ids; the same seed makes the same ones. */
final class Prompts {

  private final int vocabulary;
  private final SplittableRandom random;

  /**
   * @param vocabulary number of token ids
   */
  Prompts(int vocabulary, long seed) {
    this(vocabulary, new SplittableRandom(seed));
  }

  private Prompts(int vocabulary, SplittableRandom random) {
    this.vocabulary = vocabulary;
    this.random = random;
  }

  int[] tokens(int count) {
    return random.ints(count, 0, vocabulary).toArray();
  }

  /** A length between {@code least} and {@code most}, both included. */
  int length(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** A source of its own, for requests whose order is not known. */
  Prompts split() {
    return new Prompts(vocabulary, random.split());
  }

  static int[] join(int[]... parts) {
    return Arrays.stream(parts).flatMapToInt(IntStream::of).toArray();
  }
}
