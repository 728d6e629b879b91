package io.sglflink.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StepSeedTest {

  /** Replays across releases depend on these values. */
  @Test
  void theSeedsAreFixed() {
    assertThat(StepSeed.of(0, "/body/0")).isEqualTo(2500870513317530851L);
    assertThat(StepSeed.of(42, "/body/3/body/1")).isEqualTo(-4730147181547724139L);
    assertThat(StepSeed.of(-1, "")).isEqualTo(1748173919770589363L);
  }

  @Test
  void neighbouringSeedsAndPathsShareNothing() {
    assertThat(IntStream.range(0, 10_000).mapToObj(i -> StepSeed.of(1, "/body/" + i)))
        .doesNotHaveDuplicates();
    assertThat(LongStream.range(0, 10_000).mapToObj(i -> StepSeed.of(i, "/body/0")))
        .doesNotHaveDuplicates();
    int[] ones = new int[Long.SIZE];
    for (long seed = 0; seed < 1_000; seed++) {
      long value = StepSeed.of(seed, "/body/0");
      for (int bit = 0; bit < Long.SIZE; bit++) {
        ones[bit] += (int) (value >>> bit & 1);
      }
    }
    assertThat(Arrays.stream(ones).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(400, 600));
  }
}
