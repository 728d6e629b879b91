package io.sglflink.runtime.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sglflink.runtime.engine.SegmentPlanner;
import io.sglflink.runtime.kv.Extent;
import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostModelTest {

  private static final CostModel H200 =
      CostModel.builtIn(new AttentionShape("cuda", 32, 8, 128, "bfloat16"));

  private static final CostModel MODEL = new CostModel(1e-3, 1e-6, 1e-7, 1e-5, 1e-4, 1e-5);

  @Test
  void eachSegmentIsACallAndGatheredOnesAreOneTogether() {
    Attention attention =
        new Attention(
            new long[] {
              0, 4, 0, 4, 1, // 10 pairs
              4, 1, 10, 3, 2, //
              5, 1, 20, 5, 2, // both padded to 5
              0, 4, 40, 100, 0
            },
            new long[] {3, 4, 5, 4, 4, 100});
    // Two calls, the gathered one, the merge; 6 rows in two waves.
    assertThat(MODEL.seconds(attention, SegmentStyle.EACH))
        .isCloseTo(4 * 1e-3 + 104 * 1e-6 + 410 * 1e-7 + 10 * 1e-5 + 12 * 1e-4, within(1e-12));
  }

  @Test
  void wavesAreOneCallBesideACausalOneAndWaitForTheirLongestSegment() {
    Attention attention =
        new Attention(
            new long[] {0, 4, 0, 4, 1, 4, 1, 10, 3, 0, 0, 4, 40, 100, 0, 4, 1, 0, 0, 0},
            new long[] {2, 4, 4, 4, 4, 100});
    assertThat(MODEL.seconds(attention, SegmentStyle.WAVES))
        .isCloseTo(3 * 1e-3 + 4 * 1e-5 + 100 * 1e-5 + 10 * 1e-4, within(1e-12));
  }

  /** engine-facts.md: 31 to 35, 55 and 201 microseconds measured, without the merge. */
  @ParameterizedTest
  @CsvSource({"64, 4096, 31, 60", "256, 4096, 55, 110", "256, 16384, 201, 280"})
  void aSharedPrefixCostsAboutWhatWasMeasured(int rows, int slots, double least, double most) {
    Attention attention = plan(H200, rows, slots, true);
    assertThat(1e6 * H200.seconds(attention, SegmentStyle.WAVES)).isBetween(least, most);
  }

  @Test
  void aFewSlotsOfTwoRequestsAreNotWorthAMerge() {
    assertThat(isShared(H200, 2, 4)).isFalse();
    assertThat(isShared(H200, 64, 512)).isTrue();
    assertThat(isShared(H200, 16, 2_048)).isTrue();
  }

  @Test
  void figuresAreSecondsOfTinyThings() {
    assertThatThrownBy(() -> new CostModel(1e-5, -1e-9, 0, 0, 0, 0))
        .hasMessage("read is -1.0E-9 seconds: give a figure from 0 to 1");
    assertThatThrownBy(() -> new CostModel(Double.NaN, 0, 0, 0, 0, 0))
        .hasMessageStartingWith("call is NaN");
  }

  private static boolean isShared(CostModel cost, int rows, int slots) {
    long[] waves = plan(cost, rows, slots, true).waves();
    for (int wave = 0; wave < waves.length; wave += 3) {
      if (waves[wave + 1] == rows && waves[wave + 2] > 0) {
        return true;
      }
    }
    return false;
  }

  /** The first request's own tokens go on where the prefix ends. */
  private static Attention plan(CostModel cost, int rows, int slots, boolean treeAttention) {
    SegmentPlanner planner =
        new SegmentPlanner(SegmentStyle.WAVES, SegmentPlanner.NO_WINDOW, cost, treeAttention);
    planner.add(List.of(new Extent(0, slots + 8)), slots + 7, slots + 8);
    for (int row = 1; row < rows; row++) {
      Extent own = new Extent(100_000 + 100 * row, 8);
      planner.add(List.of(new Extent(0, slots), own), slots + 7, slots + 8);
    }
    return planner.plan();
  }
}
