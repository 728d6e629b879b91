package io.sglflink.operators.route.simulate;

import java.util.SplittableRandom;

/** Makes segments that were not there before. */
final class Texts {

  private final SplittableRandom random;
  private long ids;

  Texts(SplittableRandom random) {
    this.random = random;
  }

  Segment of(int tokens) {
    return new Segment(ids++, Math.max(1, tokens));
  }

  /** Of half to one and a half times {@code tokens}. */
  Segment around(int tokens) {
    return of(random.nextInt(tokens / 2, tokens + tokens / 2 + 1));
  }

  /** Of a quarter of {@code most} to all of them. */
  Segment answer(int most) {
    return of(random.nextInt(most / 4, most + 1));
  }
}
