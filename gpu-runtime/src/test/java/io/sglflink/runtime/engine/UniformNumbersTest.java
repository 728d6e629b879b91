package io.sglflink.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UniformNumbersTest {

  @Property
  void isAFunctionOfSeedAndIndexWithinZeroAndOne(
      @ForAll long seed, @ForAll @IntRange(min = 0) int index) {
    double number = UniformNumbers.at(seed, index);
    assertThat(number).isGreaterThanOrEqualTo(0).isLessThan(1);
    assertThat(UniformNumbers.at(seed, index)).isEqualTo(number);
  }

  @Test
  void fillsTheIntervalEvenly() {
    int draws = 100_000;
    int[] buckets = new int[10];
    IntStream.range(0, draws).forEach(i -> buckets[(int) (10 * UniformNumbers.at(42, i))]++);
    double chiSquare =
        IntStream.of(buckets).mapToDouble(n -> Math.pow(n - draws / 10.0, 2) * 10 / draws).sum();
    // 27.9 is the 0.1 % point of 9 degrees of freedom.
    assertThat(chiSquare).isLessThan(27.9);
  }

  @Test
  void keepsItsValuesFromReleaseToRelease() {
    assertThat(UniformNumbers.at(0, 0)).isEqualTo(0.8833108082136426);
  }
}
