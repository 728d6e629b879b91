package io.sglflink.runtime.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.runtime.checkpoint.TensorType;
import io.sglflink.runtime.cost.CostModel;
import io.sglflink.runtime.engine.RequestTree;
import io.sglflink.runtime.engine.SegmentPlanner;
import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import io.sglflink.runtime.torch.AttentionProblem.Rounding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random trees of requests, planned as the engine does, against softmax attention in float64. */
class PlannedAttentionTest {

  /** Short nodes are shared, and short tails gathered. */
  private static final CostModel SHARING = new CostModel(2e-7, 1e-6, 1e-8, 1.1e-6, 1e-9, 0);

  private static Probe probe;

  @BeforeAll
  static void open() {
    probe = new Probe();
  }

  @AfterAll
  static void close() {
    probe.close();
  }

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void float32IsWithinAHundredThousandth(long seed) {
    Planned planned = planned(seed, Rounding.FLOAT32);
    double[] actual = probe.attend(planned.problem(), TorchDecoder.scalarType(TensorType.F32));
    assertThat(error(actual, planned.expected())).isLessThan(1e-5);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bfloat16IsWithinAHundredth(long seed) {
    Planned planned = planned(seed, Rounding.BFLOAT16);
    double[] actual = probe.attend(planned.problem(), TorchDecoder.scalarType(TensorType.BF16));
    assertThat(error(actual, planned.expected())).isLessThan(1e-2);
  }

  @Test
  void mostTreesShareAndGatherSegments() {
    assertThat(seeds().filter(seed -> has(planned(seed, Rounding.FLOAT32), Attention.GATHERED)))
        .hasSizeGreaterThan(20);
    assertThat(seeds().filter(seed -> has(planned(seed, Rounding.FLOAT32), Attention.CAUSAL)))
        .hasSizeGreaterThan(20);
    assertThat(seeds().filter(seed -> planned(seed, Rounding.FLOAT32).isShared()))
        .hasSizeGreaterThan(20);
  }

  private static boolean has(Planned planned, int kind) {
    long[] segments = planned.problem().segments();
    return LongStream.iterate(4, i -> i < segments.length, i -> i + 5)
        .anyMatch(i -> segments[(int) i] == kind);
  }

  /** A problem as it was planned, and what each row has to see instead of the segments. */
  private record Planned(AttentionProblem problem, long[] visible, boolean isShared) {

    double[] expected() {
      return new AttentionProblem(
              problem.heads(),
              problem.kvHeads(),
              problem.dim(),
              problem.queries(),
              problem.keys(),
              problem.values(),
              visible,
              problem.waves())
          .reference();
    }
  }

  private static Planned planned(long seed, Rounding rounding) {
    Random random = new Random(seed);
    RequestTree tree = RequestTree.random(random, 1 + (int) (seed % 6), 24);
    int window = seed % 4 == 3 ? 10 : SegmentPlanner.NO_WINDOW;
    Attention attention = tree.plan(SegmentStyle.EACH, window, SHARING, true);
    Attention apart = tree.plan(SegmentStyle.EACH, window, SHARING, false);
    List<int[]> visible = tree.visible(window);
    int kvHeads = 1 + random.nextInt(2);
    int heads = kvHeads * (1 + random.nextInt(3));
    int dim = 16 * (1 + random.nextInt(3));
    AttentionProblem problem =
        new AttentionProblem(
            heads,
            kvHeads,
            dim,
            AttentionProblem.numbers(random, visible.size() * heads * dim, rounding),
            AttentionProblem.numbers(random, tree.slots() * kvHeads * dim, rounding),
            AttentionProblem.numbers(random, tree.slots() * kvHeads * dim, rounding),
            attention.segments(),
            attention.waves(),
            window == SegmentPlanner.NO_WINDOW ? 0 : window,
            0);
    return new Planned(
        problem, slotBySlot(visible), attention.segments().length < apart.segments().length);
  }

  /** Every slot that a row sees as a segment of its own. */
  private static long[] slotBySlot(List<int[]> visible) {
    List<Long> segments = new ArrayList<>();
    for (int row = 0; row < visible.size(); row++) {
      for (int slot : visible.get(row)) {
        segments.addAll(List.of((long) row, 1L, (long) slot, 1L, (long) Attention.PLAIN));
      }
    }
    return segments.stream().mapToLong(Long::longValue).toArray();
  }

  /** Largest difference over the largest expected value. */
  private static double error(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      // Math.max keeps a NaN.
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    return difference / largest;
  }
}
